import { useSyncExternalStore } from "react";

/** How many panes stand side by side. */
export type Width = "one" | "two" | "three";

/** CSS pixels at the usual type size; larger type needs more of them, as a page that is zoomed in does. */
const two = 800;
const three = 1200;
const usualType = 16;

export function useWidth(): Width {
  return useSyncExternalStore(subscribe, current, () => "three");
}

function current(): Width {
  const type = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || usualType;
  const width = (innerWidth * usualType) / Math.max(type, usualType);
  if (width >= three) return "three";
  return width >= two ? "two" : "one";
}

function subscribe(onChange: () => void): () => void {
  addEventListener("resize", onChange);
  // The type size may be changed by an attribute or a style of the page itself.
  const type = new MutationObserver(onChange);
  type.observe(document.documentElement, { attributes: true });
  return () => {
    removeEventListener("resize", onChange);
    type.disconnect();
  };
}
