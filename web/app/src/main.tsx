import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@vestnik/design/base.css";
import { Application } from "./model/Application.ts";
import { applyTheme } from "./platform/theme.ts";
import { language } from "./text/index.ts";
import { Root } from "./ui/shell/Root.tsx";

applyTheme();
document.documentElement.lang = language();

const application = new Application();
const place = document.getElementById("app");
if (place === null) throw new Error("The page has no place for the application.");

// The cache is read before the first render, so that the first paint is the list and not its skeleton.
void application.open().finally(() =>
  createRoot(place).render(
    <StrictMode>
      <Root application={application} />
    </StrictMode>,
  ),
);
