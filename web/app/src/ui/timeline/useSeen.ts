import { type RefObject, useEffect, useRef } from "react";
import type { OpenSnapshot } from "./OpenTimeline.tsx";
import type { List } from "./useScroll.ts";

/** A message counts as seen when it was in view so long. Milliseconds. */
const seenAfterMs = 500;
/** So much of a message has to be in view. CSS pixels. */
const leastInView = 24;

/** Tells the newest message that the reader has had before the eyes, with the page visible and focused. */
export function useSeen(snapshot: OpenSnapshot, scroller: RefObject<HTMLDivElement | null>, list: List): void {
  const current = useRef({ snapshot, list });
  current.current = { snapshot, list };
  const last = useRef<string>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const candidate = useRef<string>(undefined);

  const look = () => {
    const newest = newestInView(current.current.snapshot, scroller.current, current.current.list);
    const canSee = document.visibilityState === "visible" && document.hasFocus();
    if (!canSee || newest === undefined || newest === last.current) {
      clearTimeout(timer.current);
      candidate.current = undefined;
      return;
    }
    if (candidate.current === newest) return;
    clearTimeout(timer.current);
    candidate.current = newest;
    timer.current = setTimeout(() => {
      candidate.current = undefined;
      last.current = newest;
      current.current.snapshot.markSeen(newest);
    }, seenAfterMs);
  };

  // Attention is outside React: focus, visibility, scrolling and the clock.
  useEffect(() => {
    const view = scroller.current;
    addEventListener("focus", look);
    addEventListener("blur", look);
    document.addEventListener("visibilitychange", look);
    view?.addEventListener("scroll", look, { passive: true });
    return () => {
      removeEventListener("focus", look);
      removeEventListener("blur", look);
      document.removeEventListener("visibilitychange", look);
      view?.removeEventListener("scroll", look);
      clearTimeout(timer.current);
    };
  }, []);
  // What is in view also changes when messages come.
  useEffect(look, [snapshot.items]);
}

function newestInView({ items }: OpenSnapshot, view: HTMLElement | null, list: List) {
  if (view === null) return undefined;
  const bottom = view.scrollTop + view.clientHeight;
  for (const { index, start, size } of list.getVirtualItems().toReversed()) {
    const item = items[index];
    if (item?.kind === "message" && item.eventId !== undefined && start + Math.min(size, leastInView) <= bottom)
      return item.eventId;
  }
  return undefined;
}
