import type { MessageItem, TimelineItem } from "./TimelineSnapshot.ts";

/** Messages of one sender closer than this stand together. Milliseconds. */
const togetherFor = 5 * 60_000;

type Ungrouped = TimelineItem | Omit<MessageItem, "group">;

/**
 * Day headers, the unread line and the runs of one sender, laid over plain messages.
 * `unreadAfter` is the key of the last message seen before the chat was opened.
 */
export function layout(
  messages: readonly (Omit<MessageItem, "group"> | Extract<TimelineItem, { kind: "system" }>)[],
  unreadAfter: string | undefined,
): readonly TimelineItem[] {
  const lines: Ungrouped[] = [];
  let day: string | undefined;
  for (const [place, message] of messages.entries()) {
    const today = dayOf(message.time);
    if (today !== day) lines.push({ kind: "day", key: `day-${today}`, time: message.time });
    day = today;
    lines.push(message);
    if (message.key === unreadAfter && messages.slice(place + 1).some(isFromOthers)) lines.push({ kind: "unread", key: "unread" });
  }
  return lines.map((line, place) =>
    line.kind === "message" ? { ...line, group: groupOf(lines[place - 1], line, lines[place + 1]) } : line,
  );
}

const isFromOthers = (message: Ungrouped): boolean => message.kind === "message" && !message.isOwn;

function groupOf(before: Ungrouped | undefined, line: Omit<MessageItem, "group">, after: Ungrouped | undefined) {
  const continues = isTogether(before, line);
  const goesOn = isTogether(line, after);
  if (continues) return goesOn ? "middle" : "last";
  return goesOn ? "first" : "single";
}

function isTogether(one: Ungrouped | undefined, next: Ungrouped | undefined): boolean {
  return (
    one?.kind === "message" &&
    next?.kind === "message" &&
    one.sender.id === next.sender.id &&
    next.reply === undefined &&
    next.time - one.time < togetherFor
  );
}

/** The day in the person's own zone. */
function dayOf(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
