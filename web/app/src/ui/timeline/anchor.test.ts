import { describe, expect, it } from "vitest";
import { type Laid, anchorIn, heldScrollTop } from "./anchor.ts";

const lines = (...sizes: readonly (readonly [string, number])[]): Laid[] => {
  let start = 0;
  return sizes.map(([key, size]) => {
    const line = { key, start, size };
    start += size;
    return line;
  });
};
const isMessage = (key: string) => !key.startsWith("day");

describe("the message under the reader's eye", () => {
  it("is the first one in view, and not a day header", () => {
    const shown = lines(["day-1", 40], ["a", 60], ["b", 60]);
    expect(anchorIn(shown, 0, isMessage)).toEqual({ key: "a", offset: 40 });
    expect(anchorIn(shown, 70, isMessage)).toEqual({ key: "a", offset: -30 });
    expect(anchorIn(shown, 100, isMessage)).toEqual({ key: "b", offset: 0 });
  });

  it("stays in its place when older messages of the same day come", () => {
    const before = lines(["day-1", 40], ["a", 60], ["b", 60]);
    const anchor = anchorIn(before, 0, isMessage);
    const after = lines(["day-1", 40], ["y", 80], ["z", 100], ["a", 60], ["b", 60]);
    expect(anchor && heldScrollTop(after, 0, anchor)).toBe(180);
  });

  it("stays in its place when a picture above it turns out taller", () => {
    const anchor = anchorIn(lines(["p", 200], ["a", 60]), 210, isMessage);
    expect(anchor && heldScrollTop(lines(["p", 320], ["a", 60]), 210, anchor)).toBe(330);
  });

  it("is let go when it is deleted, and nothing moves when it did not move", () => {
    const shown = lines(["a", 60], ["b", 60]);
    expect(heldScrollTop(shown, 60, { key: "b", offset: 0 })).toBeUndefined();
    expect(heldScrollTop(shown, 60, { key: "gone", offset: 0 })).toBeUndefined();
  });
});
