/**
 * Every primitive and every state of the views, with invented people; served by the development server only.
 * /gallery.html?page=chat|states|primitives&lang=ru|en&theme=light|dark&contrast=more
 */
import "@vestnik/design/styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { chooseLanguage } from "../text/index.ts";
import { ChatPage } from "./ChatPage.tsx";
import { PrimitivesPage } from "./PrimitivesPage.tsx";
import { StatesPage } from "./StatesPage.tsx";

const wish = new URLSearchParams(location.search);
const page = document.documentElement;
for (const name of ["theme", "contrast"]) {
  const value = wish.get(name);
  if (value !== null) page.dataset[name] = value;
}
chooseLanguage(wish.get("lang") === "en" ? "en" : "ru");

const pages = { chat: ChatPage, states: StatesPage, primitives: PrimitivesPage };
const wanted = wish.get("page");
const Page = wanted === "states" || wanted === "primitives" ? pages[wanted] : pages.chat;
const place = document.getElementById("app");
if (place !== null)
  createRoot(place).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
