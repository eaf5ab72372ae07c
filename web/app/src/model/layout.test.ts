import type { EventId, UserId } from "@vestnik/matrix";
import { describe, expect, it } from "vitest";
import type { MessageItem, TimelineItem } from "./TimelineSnapshot.ts";
import { layout } from "./layout.ts";

const noon = new Date(2026, 8, 16, 12, 0).getTime();
const minute = 60_000;

describe("the layout of a timeline", () => {
  it("puts messages of one sender within five minutes into one run", () => {
    const items = layout([message("1", "anna", 0), message("2", "anna", 2), message("3", "anna", 4)], undefined);
    expect(groups(items)).toEqual(["first", "middle", "last"]);
  });

  it("begins a new run with another sender, after five minutes and with a reply", () => {
    const reply = { ...message("4", "boris", 8), reply: { eventId: "$1" as EventId } };
    const items = layout([message("1", "anna", 0), message("2", "boris", 1), message("3", "boris", 7), reply], undefined);
    expect(groups(items)).toEqual(["single", "single", "single", "single"]);
  });

  it("heads every day once", () => {
    const items = layout([message("1", "anna", 0), message("2", "anna", 1), message("3", "anna", 24 * 60)], undefined);
    expect(items.map((item) => item.kind)).toEqual(["day", "message", "message", "day", "message"]);
  });

  it("draws the unread line before the first message of another person that was not seen", () => {
    const items = layout([message("1", "boris", 0), message("2", "boris", 1)], "1");
    expect(items.map((item) => item.key).slice(1)).toEqual(["1", "unread", "2"]);
  });

  it("draws no unread line before own messages alone", () => {
    const items = layout([message("1", "boris", 0), message("2", "anna", 1)], "1");
    expect(items.some((item) => item.kind === "unread")).toBe(false);
  });
});

const groups = (items: readonly TimelineItem[]) =>
  items.flatMap((item) => (item.kind === "message" ? [item.group] : []));

function message(key: string, sender: string, minutes: number): Omit<MessageItem, "group"> {
  return {
    kind: "message",
    key,
    time: noon + minutes * minute,
    sender: { id: `@${sender}:localhost` as UserId, name: sender },
    isOwn: sender === "anna",
    body: { kind: "text", text: key, isEmote: false, isNotice: false },
    isEdited: false,
    reactions: [],
    readBy: [],
    mentionsMe: false,
    actions: {},
  };
}
