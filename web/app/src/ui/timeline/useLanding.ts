import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { TimelineItem } from "../../model/TimelineSnapshot.ts";
import type { OpenSnapshot } from "./OpenTimeline.tsx";
import type { List } from "./useScroll.ts";

/** The first unread message may become known so much later than the cached ones were drawn. Milliseconds. */
const graceMs = 3_000;

/**
 * Brings a chat that was opened to its first unread message, or to its end. Until the reader has touched the list,
 * a landing that becomes known late is still followed. Returns whether the landing has been made.
 */
export function useLanding(snapshot: OpenSnapshot, scroller: RefObject<HTMLDivElement | null>, list: List): () => boolean {
  const { landing, items } = snapshot;
  const wanted = landing.kind === "item" ? landing.key : undefined;
  const landed = useRef<{ readonly at: string | undefined; readonly time: number }>(undefined);
  const isTouched = useRef(false);

  useLayoutEffect(() => {
    if (items.length === 0) return;
    const before = landed.current;
    if (before !== undefined && (before.at === wanted || isTouched.current || performance.now() - before.time > graceMs))
      return;
    landed.current = { at: wanted, time: before?.time ?? performance.now() };
    const place = wanted === undefined ? -1 : landingIndex(items, wanted);
    if (place < 0) list.scrollToEnd();
    else list.scrollToIndex(place, { align: "start" });
  }, [wanted, items.length === 0]);

  // A list that is taken off the page and put back has lost its place.
  useLayoutEffect(
    () => () => {
      landed.current = undefined;
    },
    [],
  );

  // The reader's hand is outside React.
  useEffect(() => {
    const view = scroller.current;
    const touch = () => {
      isTouched.current = true;
    };
    const signs = ["wheel", "pointerdown", "touchmove", "keydown"] as const;
    for (const sign of signs) view?.addEventListener(sign, touch, { passive: true });
    return () => {
      for (const sign of signs) view?.removeEventListener(sign, touch);
    };
  }, []);
  return () => landed.current !== undefined;
}

export const landingIndex = (items: readonly TimelineItem[], key: string): number =>
  items.findIndex((item) => item.key === key);
