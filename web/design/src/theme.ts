export type Theme = "system" | "light" | "dark";
export type Contrast = "system" | "more";

/** Dresses the page; `system` leaves the choice to the browser. */
export function wearTheme(theme: Theme, contrast: Contrast, page: HTMLElement = document.documentElement): void {
  if (theme === "system") delete page.dataset["theme"];
  else page.dataset["theme"] = theme;
  if (contrast === "system") delete page.dataset["contrast"];
  else page.dataset["contrast"] = contrast;
}
