import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from "react";
import type { TimelineItem } from "../../model/TimelineSnapshot.ts";
import { type Anchor, anchorIn, heldScrollTop, type Laid } from "./anchor.ts";
import { firstUnseen } from "./firstUnseen.ts";
import type { OpenSnapshot } from "./OpenTimeline.tsx";
import { useLanding } from "./useLanding.ts";

export type List = Virtualizer<HTMLDivElement, HTMLDivElement>;
/** What stays in its place when lines come, go and change their size. */
export type Place = Anchor | "end";

/** Closer to the end than this counts as at the end, and new messages scroll into view. CSS pixels. */
const endThreshold = 60;
/** Older messages are asked for when so little is left above. CSS pixels. */
const olderThreshold = 800;
/** Height of the row above the first message. CSS pixels. */
export const topMargin = 48;
/** Between the edge of the view and a line that was scrolled to. CSS pixels. */
export const breath = 12;
/** CSS pixels, until a line was measured. */
const guesses: Readonly<Record<TimelineItem["kind"], number>> = { day: 42, unread: 38, system: 26, message: 64 };

/** The virtual list of one chat, and the reader's place in it. The place is held here and not by the list. */
export function useScroll(snapshot: OpenSnapshot, scroller: RefObject<HTMLDivElement | null>) {
  const { items, older, unseen } = snapshot;
  const place = useRef<Place>("end");
  const knownTop = useRef(0);
  /** The newest line when the reader was last led: what was there then is not led to twice. */
  const led = useRef<string>(undefined);
  led.current ??= items.at(-1)?.key;
  const [isAtEnd, setAtEnd] = useState(true);
  const knownAtEnd = useRef(true);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const list = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((index: number) => guesses[items[index]?.kind ?? "message"], [items]),
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    overscan: 10,
    scrollMargin: topMargin,
    paddingEnd: 8,
  });
  list.shouldAdjustScrollPositionOnItemSizeChange = never;

  /** Scrolls so that what is to be held stands where it stood. What the reader has scrolled meanwhile is kept. */
  const settle = () => {
    const view = scroller.current;
    if (view === null || items.length === 0) return;
    const moved = view.scrollTop - knownTop.current;
    const wanted = wantedTop(view, place.current, moved, list);
    if (wanted === undefined || Math.abs(wanted - view.scrollTop) < 1) return;
    const before = view.scrollTop;
    view.scrollTop = wanted;
    knownTop.current = view.scrollTop;
    if (view.scrollTop === before) return;
    list.scrollOffset = view.scrollTop;
    redraw();
  };
  const hold = (next: Place) => {
    place.current = next;
    knownTop.current = scroller.current?.scrollTop ?? 0;
    settle();
  };
  useLanding(snapshot, scroller, (next) => {
    place.current = next;
    knownTop.current = scroller.current?.scrollTop ?? 0;
  });
  useLayoutEffect(settle);
  useOwnMessage(items, () => hold("end"));

  const notice = () => {
    const view = scroller.current;
    if (view === null || view.clientHeight === 0) return;
    const isEnd = view.scrollHeight - view.scrollTop - view.clientHeight <= endThreshold;
    if (Math.abs(view.scrollTop - knownTop.current) >= 1) {
      knownTop.current = view.scrollTop;
      place.current = isEnd ? "end" : (anchorIn(list.measurementsCache, view.scrollTop, mayHold) ?? place.current);
    }
    // Setting what is set already costs React a pass, and news that come in a burst would soon reach its limit of passes.
    if (isEnd !== knownAtEnd.current) {
      knownAtEnd.current = isEnd;
      setAtEnd(isEnd);
    }
    if (view.scrollTop < olderThreshold && older.kind === "more") older.load();
  };
  const current = useRef({ notice, settle });
  current.current = { notice, settle };
  useEffect(() => current.current.notice(), [items, older]);
  // Scrolling and the size of the view are outside React. The place is noted before the list draws what has come into view.
  useEffect(() => {
    const view = scroller.current;
    if (view === null) return undefined;
    const onScroll = () => current.current.notice();
    view.addEventListener("scroll", onScroll, { passive: true, capture: true });
    const sizes = new ResizeObserver(() => current.current.settle());
    sizes.observe(view);
    return () => {
      view.removeEventListener("scroll", onScroll, { capture: true });
      sizes.disconnect();
    };
  }, [scroller]);

  return {
    list,
    isAtEnd,
    /** Down to the first message that is new to the reader, when it is below; the next time to the end. */
    jump: () => {
      const bottom = (scroller.current?.scrollTop ?? 0) + (scroller.current?.clientHeight ?? 0);
      const unseenPlace = firstUnseen(items, unseen) ?? -1;
      const isLedTo = unseenPlace <= items.findIndex(({ key }) => key === led.current);
      const places = [items.findIndex(({ kind }) => kind === "unread"), isLedTo ? -1 : unseenPlace];
      const line = places.map((place) => list.measurementsCache[place]).find((one) => one !== undefined && one.start > bottom);
      led.current = items.at(-1)?.key;
      hold(line === undefined ? "end" : { key: line.key, offset: breath });
    },
    /** Brings a line into view, no farther than it needs. */
    show: (index: number) => {
      const line = list.measurementsCache[index];
      const view = scroller.current;
      if (line === undefined || view === null) return;
      if (line.start < view.scrollTop + breath) hold({ key: line.key, offset: breath });
      else if (line.start + line.size > view.scrollTop + view.clientHeight - breath)
        hold({ key: line.key, offset: view.clientHeight - line.size - breath });
    },
  };
}

function wantedTop(view: HTMLElement, place: Place, moved: number, list: List): number | undefined {
  if (place !== "end") {
    const held = heldScrollTop(list.measurementsCache, place);
    return held === undefined ? undefined : held + moved;
  }
  return moved < 0 ? undefined : view.scrollHeight - view.clientHeight;
}

/** An own message is always brought into view. */
function useOwnMessage(items: readonly TimelineItem[], toEnd: () => void): void {
  const last = items.at(-1);
  const known = useRef(last?.key);
  useLayoutEffect(() => {
    if (last?.key === known.current) return;
    known.current = last?.key;
    if (last?.kind === "message" && last.isOwn) toEnd();
  });
}

const never = () => false;
const mayHold = (key: Laid["key"]): boolean => key !== "unread" && !String(key).startsWith("day-");
