import { wearTheme } from "@vestnik/design/theme.ts";
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

export function applyTheme(): void {
  const theme = currentTheme.getSnapshot();
  if (theme === "contrast") wearTheme("system", "more");
  else wearTheme(theme, "system");
}
