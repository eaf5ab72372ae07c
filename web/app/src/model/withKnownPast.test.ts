import type { ChatContents } from "@vestnik/matrix/chat";
import type { EventId, RoomId } from "@vestnik/matrix/ids";
import { describe, expect, it } from "vitest";
import { withKnownPast } from "./withKnownPast.ts";

const contents = (letters: string, hasOlder = true): ChatContents => ({
  roomId: "!room:test" as RoomId,
  hasOlder,
  entries: [...letters].map((letter) => ({
    kind: "system",
    eventId: `$${letter}` as EventId,
    time: 0,
    notice: { kind: "encryptionOn", by: { id: "@a:test" as never, name: "A" } },
  })),
});
const shown = ({ entries }: ChatContents) => entries.map(({ eventId }) => eventId.slice(1)).join("");

describe("the messages of a chat after a start", () => {
  it("keep what the cache has shown above them", () => {
    expect(shown(withKnownPast(contents("def"), contents("abcde")))).toBe("abcdef");
  });

  it("stand alone when the cache ends before them", () => {
    expect(shown(withKnownPast(contents("xyz"), contents("abc")))).toBe("xyz");
  });

  it("stand alone when they reach the beginning of the chat", () => {
    expect(shown(withKnownPast(contents("bcd", false), contents("abcd")))).toBe("bcd");
    expect(shown(withKnownPast(contents("abc"), undefined))).toBe("abc");
  });
});
