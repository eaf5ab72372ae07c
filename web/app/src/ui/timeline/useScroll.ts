import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { TimelineItem } from "../../model/TimelineSnapshot.ts";
import { type Anchor, anchorIn, heldScrollTop, type Laid } from "./anchor.ts";
import type { OpenSnapshot } from "./OpenTimeline.tsx";
import { landingIndex, useLanding } from "./useLanding.ts";

export type List = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** Closer to the end than this counts as at the end, and new messages scroll into view. CSS pixels. */
const endThreshold = 60;
/** Older messages are asked for when so little is left above. CSS pixels. */
const olderThreshold = 800;
/** Height of the row above the first message. CSS pixels. */
export const topMargin = 48;
/** CSS pixels, until a line was measured. */
const guesses: Readonly<Record<TimelineItem["kind"], number>> = { day: 42, unread: 38, system: 26, message: 64 };

/** The virtual list of one chat, and the reader's place in it. */
export function useScroll(snapshot: OpenSnapshot, scroller: RefObject<HTMLDivElement | null>) {
  const { items, older } = snapshot;
  const anchor = useRef<Anchor>(undefined);
  const [isAtEnd, setAtEnd] = useState(true);
  const list = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback((place: number) => guesses[items[place]?.kind ?? "message"], [items]),
    getItemKey: useCallback((place: number) => items[place]?.key ?? place, [items]),
    overscan: 10,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: endThreshold,
    scrollMargin: topMargin,
    paddingEnd: 8,
  });
  const hasLanded = useLanding(snapshot, scroller, list);

  const notice = () => {
    const view = scroller.current;
    if (view === null || !hasLanded()) return;
    const end = view.scrollHeight - view.scrollTop - view.clientHeight <= endThreshold;
    setAtEnd(end);
    anchor.current = end ? undefined : anchorIn(laid(list), view.scrollTop, (key) => !isHeader(key));
    if (view.scrollTop < olderThreshold && older.kind === "more") older.load();
  };
  const noticed = useRef(notice);
  noticed.current = notice;

  // The list itself holds its place by the topmost line; that line may be a day's heading, which moves up when older
  // messages of that day arrive. The message below it is held here.
  useLayoutEffect(() => {
    const view = scroller.current;
    if (view === null || anchor.current === undefined) return;
    const wanted = heldScrollTop(laid(list), view.scrollTop, anchor.current);
    if (wanted !== undefined) list.scrollToOffset(wanted);
  }, [items]);

  // An own message is always brought into view.
  const last = items.at(-1);
  const lastKey = useRef(last?.key);
  useLayoutEffect(() => {
    if (last?.key === lastKey.current) return;
    lastKey.current = last?.key;
    if (last?.kind === "message" && last.isOwn) list.scrollToEnd();
  }, [last?.key]);

  // Scrolling and the size of the view are outside React.
  useEffect(() => {
    const view = scroller.current;
    if (view === null) return undefined;
    const onScroll = () => noticed.current();
    view.addEventListener("scroll", onScroll, { passive: true });
    const sizes = new ResizeObserver(() => {
      if (anchor.current === undefined && hasLanded()) view.scrollTop = view.scrollHeight;
    });
    sizes.observe(view);
    return () => {
      view.removeEventListener("scroll", onScroll);
      sizes.disconnect();
    };
  }, []);
  useEffect(() => noticed.current(), [items, older]);

  const jump = () => {
    const unread = items.findIndex((item) => item.kind === "unread");
    const line = list.measurementsCache[unread];
    const bottom = (scroller.current?.scrollTop ?? 0) + (scroller.current?.clientHeight ?? 0);
    if (line !== undefined && line.start > bottom) list.scrollToIndex(landingIndex(items, "unread"), { align: "start" });
    else list.scrollToEnd();
  };
  return { list, isAtEnd, jump };
}

const laid = (list: List): readonly Laid[] =>
  list.measurementsCache.map(({ key, start, size }) => ({ key: String(key), start, size }));

const isHeader = (key: string): boolean => key === "unread" || key.startsWith("day-");
