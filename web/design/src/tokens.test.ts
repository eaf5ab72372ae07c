import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const roots = ["design/src", "app/src"].map((folder) => join(process.cwd(), folder));
const sheets = roots.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".module.css"))
    .map((file) => join(root, file)),
);
const tokens = new Set(
  ["scale", "colour"].flatMap((name) =>
    [...readFileSync(join(process.cwd(), `design/src/tokens/${name}.css`), "utf8").matchAll(/(--[\w-]+):/g)].map(
      (found) => found[1],
    ),
  ),
);

describe.each(sheets)("%s", (sheet) => {
  const written = readFileSync(sheet, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|@(?:media|container)[^{]*/g, "");

  it("writes no colour, size or weight of its own", () => {
    expect(written).not.toMatch(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\(/i);
    expect(written).not.toMatch(/\d(?:px|rem|pt)\b/);
    expect(written).not.toMatch(/font-weight:\s*\d/);
  });

  it("uses tokens that exist", () => {
    const own = new Set([...written.matchAll(/(--[\w-]+):/g)].map((found) => found[1]));
    const used = [...written.matchAll(/var\((--[cstwrzbem]-[\w-]+|--track[\w-]+)/g)].map((found) => found[1]);
    expect(used.filter((name) => !tokens.has(name) && !own.has(name))).toEqual([]);
  });

  it("knows only logical sides", () => {
    expect(written).not.toMatch(/(?:margin|padding|border)-(?:left|right)|^\s*(?:left|right|width|height|float: left|float: right):/m);
  });
});
