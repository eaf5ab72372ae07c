import { Signal } from "../model/signals.ts";

export const themes = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof themes)[number];

const storageKey = "vestnik:theme";

export const currentTheme = new Signal<Theme>(
  themes.find((theme) => theme === globalThis.localStorage?.getItem(storageKey)) ?? "system",
);

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  currentTheme.set(theme);
  applyTheme();
}

/** `system` leaves light, dark and contrast to the browser's media queries. */
export function applyTheme(): void {
  const theme = currentTheme.getSnapshot();
  const { dataset } = document.documentElement;
  delete dataset["theme"];
  delete dataset["contrast"];
  if (theme === "contrast") dataset["contrast"] = "more";
  else if (theme !== "system") dataset["theme"] = theme;
}
