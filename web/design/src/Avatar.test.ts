import { describe, expect, it } from "vitest";
import { colourOf } from "./colourOf.ts";
import { initials } from "./initials.ts";

describe("initials", () => {
  it.each([
    ["Илья Веретенников", "ИВ"],
    ["мама", "М"],
    ["Marina de la Cruz", "MC"],
    ["Садовая, 12 — наш двор", "СД"],
    ["  ", ""],
    ["123", "1"],
    ["👩‍👩‍👧 Ёлки", "Ё"],
    ["🔥", "🔥"],
  ])("of %s are %s", (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});

describe("the colour of an id", () => {
  it("is one of ten and the same every time", () => {
    const ids = Array.from({ length: 200 }, (_, place) => `@person${place}:example.test`);
    expect(new Set(ids.map(colourOf))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(ids.map(colourOf)).toEqual(ids.map(colourOf));
  });

  it("is FNV-1a of the bytes", () => {
    expect(colourOf("")).toBe(0x811c9dc5 % 10);
    expect(colourOf("a")).toBe(0xe40c292c % 10);
    expect(colourOf("foobar")).toBe(0xbf9cf968 % 10);
  });
});
