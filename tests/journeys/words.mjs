// The client's own words by key, so that a journey follows the texts and not the other way round.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pseudo } from "../../web/app/src/text/pseudo.ts";

const folder = fileURLToPath(new URL("../../web/app/src/text/", import.meta.url));
const load = (language) =>
  Object.fromEntries(
    readdirSync(`${folder}${language}`).map((file) => [file.replace(".json", ""), JSON.parse(readFileSync(`${folder}${language}/${file}`, "utf8"))]),
  );
const words = { en: load("en"), ru: load("ru") };

/** word("signin.create"): the text; {{placeholders}} are filled from values. */
export function word(key, values = {}, language = "en") {
  if (language === "pseudo") return pseudo(word(key, values));
  const [area, ...rest] = key.split(".");
  const found = rest.join(".").split(".").reduce((part, name) => part?.[name], words[language][area]) ?? words[language][area]?.[rest.join(".")];
  if (typeof found !== "string") throw new Error(`The client has no text ${key} in ${language}.`);
  return found.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? `{{${name}}}`);
}
