import i18next from "i18next";
import { useSyncExternalStore } from "react";
import type { TextKey, TextValues } from "./keys.ts";
import { pseudo, pseudoLanguage } from "./pseudo.ts";
import { type Language, languages, resources } from "./resources.ts";

export type { TextKey, TextValues } from "./keys.ts";
export { type Language, languages } from "./resources.ts";

const storageKey = "vestnik:language";
const engine = i18next.createInstance();
const listeners = new Set<() => void>();

engine.use({ type: "postProcessor", name: pseudoLanguage, process: pseudo });
void engine.init({
  lng: chosenLanguage() ?? browserLanguage(),
  fallbackLng: "en",
  initAsync: false,
  resources: { en: { translation: resources.en }, ru: { translation: resources.ru } },
  interpolation: { escapeValue: false },
  ...(globalThis.localStorage?.getItem(storageKey) === pseudoLanguage && { postProcess: pseudoLanguage }),
});

/** The sentence for a key in the chosen language. `count` chooses the plural form. */
export function text(key: TextKey, values: TextValues = {}): string {
  return engine.t(key, values);
}

/** Subscribes a component to the language and gives it `text`. */
export function useText(): typeof text {
  useSyncExternalStore(onLanguage, language);
  return text;
}

export function language(): Language {
  return engine.language === "ru" ? "ru" : "en";
}

/** What the user has chosen; absent when the browser decides. */
export function chosenLanguage(): Language | undefined {
  const stored = globalThis.localStorage?.getItem(storageKey);
  return languages.find((known) => known === stored);
}

/** `undefined` gives the choice back to the browser. */
export function chooseLanguage(choice: Language | undefined): void {
  if (choice === undefined) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, choice);
  void engine.changeLanguage(choice ?? browserLanguage());
  document.documentElement.lang = language();
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function browserLanguage(): Language {
  return globalThis.navigator?.language?.toLowerCase().startsWith("ru") ? "ru" : "en";
}
