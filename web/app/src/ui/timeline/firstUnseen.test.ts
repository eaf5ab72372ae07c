import { describe, expect, it } from "vitest";
import type { MessageItem, TimelineItem } from "../../model/TimelineSnapshot.ts";
import { firstUnseen } from "./firstUnseen.ts";

/** `o` is somebody else's message, `m` the reader's own, `b` one of a blocked person, `-` a day header. */
const items = (signs: string): readonly TimelineItem[] =>
  [...signs].map((sign, place): TimelineItem => {
    if (sign === "-") return { kind: "day", key: `day-${place}`, time: 0 };
    const body: MessageItem["body"] = sign === "b" ? { kind: "blocked", show: () => {} } : { kind: "text", text: sign, isEmote: false, isNotice: false };
    const usual = { group: "single", isEdited: false, reactions: [], readBy: [], mentionsMe: false, actions: {} } as const;
    return { kind: "message", key: `${place}`, time: 0, sender: { id: "@a:test" as never, name: "A" }, isOwn: sign === "m", body, ...usual };
  });

describe("the first unseen message", () => {
  it("is counted from the end over the messages of others", () => {
    expect(firstUnseen(items("ooo"), 2)).toBe(1);
    expect(firstUnseen(items("o-omob"), 2)).toBe(2);
  });

  it("is nothing when all was seen", () => {
    expect(firstUnseen(items("ooo"), 0)).toBeUndefined();
    expect(firstUnseen(items("mm"), 1)).toBeUndefined();
  });
});
