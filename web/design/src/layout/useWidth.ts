import { useSyncExternalStore } from "react";

/** How many panes stand side by side. */
export type Width = "one" | "two" | "three";

const two = "(width >= 800px)";
const three = "(width >= 1200px)";

export function useWidth(): Width {
  return useSyncExternalStore(subscribe, current, () => "three");
}

function current(): Width {
  if (matchMedia(three).matches) return "three";
  return matchMedia(two).matches ? "two" : "one";
}

function subscribe(onChange: () => void): () => void {
  const queries = [matchMedia(two), matchMedia(three)];
  for (const query of queries) query.addEventListener("change", onChange);
  return () => {
    for (const query of queries) query.removeEventListener("change", onChange);
  };
}
