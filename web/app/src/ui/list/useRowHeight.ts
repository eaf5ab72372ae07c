import { useSyncExternalStore } from "react";

/** CSS pixels of one row: `--z-row`, which is larger under a finger and grows with the reader's type size. */
export const useRowHeight = (): number => useSyncExternalStore(subscribe, current, () => 68);

function current(): number {
  const root = getComputedStyle(document.documentElement);
  return Number.parseFloat(root.getPropertyValue("--z-row")) * Number.parseFloat(root.fontSize) || 68;
}

function subscribe(onChange: () => void): () => void {
  const coarse = matchMedia("(pointer: coarse)");
  coarse.addEventListener("change", onChange);
  addEventListener("resize", onChange);
  return () => {
    coarse.removeEventListener("change", onChange);
    removeEventListener("resize", onChange);
  };
}
