import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { OpenSnapshot } from "./OpenTimeline.tsx";
import { breath, type Place } from "./useScroll.ts";

/** The first unread message may become known so much later than the cached ones were drawn. Milliseconds. */
const graceMs = 3_000;

/**
 * Brings a chat that was opened to its first unread message, or to its end. Until the reader has touched the list,
 * a landing that becomes known late is still followed.
 */
export function useLanding(
  { landing, items }: OpenSnapshot,
  scroller: RefObject<HTMLDivElement | null>,
  land: (place: Place) => void,
): void {
  const wanted = landing.kind === "item" ? landing.key : undefined;
  const landed = useRef<{ readonly at: string | undefined; readonly time: number }>(undefined);
  const isTouched = useRef(false);

  useLayoutEffect(() => {
    if (items.length === 0) return;
    const before = landed.current;
    const isLate = before !== undefined && (isTouched.current || performance.now() - before.time > graceMs);
    if (isLate || (before !== undefined && before.at === wanted)) return;
    landed.current = { at: wanted, time: before?.time ?? performance.now() };
    land(wanted === undefined ? "end" : { key: wanted, offset: breath });
  }, [wanted, items.length === 0]);

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
  }, [scroller]);
}
