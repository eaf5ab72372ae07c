import type { TimelineItem } from "../../model/TimelineSnapshot.ts";

/** The place of the first message of others that was not before the reader's eyes yet. */
export function firstUnseen(items: readonly TimelineItem[], unseen: number): number | undefined {
  const others = items.flatMap((item, place) => (isForeign(item) ? [place] : []));
  return unseen > 0 ? others.at(-unseen) : undefined;
}

const isForeign = (item: TimelineItem): boolean => item.kind === "message" && !item.isOwn && item.body.kind !== "blocked";
