import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { text } from "./text/index.ts";

const root = document.getElementById("app");
if (root !== null) createRoot(root).render(<StrictMode>{text("app.name")}</StrictMode>);
