import { describe, expect, it } from "vitest";
import { type Anchor, anchorIn, heldScrollTop, type Laid } from "./anchor.ts";

const lines = (...sizes: readonly (readonly [string, number])[]): Laid[] => {
  let start = 0;
  return sizes.map(([key, size]) => {
    const line = { key, start, size };
    start += size;
    return line;
  });
};
const isMessage = (key: Laid["key"]) => !String(key).startsWith("day");
const held = (after: readonly Laid[], anchor: Anchor | undefined) => anchor && heldScrollTop(after, anchor);

describe("the message under the reader's eye", () => {
  it("is the first one in view, and not a day header", () => {
    const shown = lines(["day-1", 40], ["a", 60], ["b", 60]);
    expect(anchorIn(shown, 0, isMessage)).toEqual({ key: "a", offset: 40 });
    expect(anchorIn(shown, 70, isMessage)).toEqual({ key: "a", offset: -30 });
    expect(anchorIn(shown, 100, isMessage)).toEqual({ key: "b", offset: 0 });
    expect(anchorIn(shown, 500, isMessage)).toBeUndefined();
  });

  it("stays in its place when older messages of the same day come", () => {
    const anchor = anchorIn(lines(["day-1", 40], ["a", 60], ["b", 60]), 0, isMessage);
    expect(held(lines(["day-1", 40], ["y", 80], ["z", 100], ["a", 60], ["b", 60]), anchor)).toBe(180);
  });

  it("stays in its place when a picture above it turns out taller", () => {
    const anchor = anchorIn(lines(["p", 200], ["a", 60]), 210, isMessage);
    expect(held(lines(["p", 320], ["a", 60]), anchor)).toBe(330);
  });

  it("is let go when it is deleted", () => {
    expect(heldScrollTop(lines(["a", 60], ["b", 60]), { key: "gone", offset: 0 })).toBeUndefined();
  });
});
