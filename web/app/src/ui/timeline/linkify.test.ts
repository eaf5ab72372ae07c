import { describe, expect, it } from "vitest";
import { linkify } from "./linkify.ts";

const links = (text: string) => linkify(text).flatMap((part) => (part.kind === "link" ? [part.text] : []));

describe("links in a text", () => {
  it.each([
    ["Смотри https://example.test/a?b=1#c, там всё", ["https://example.test/a?b=1#c"]],
    ["(https://example.test/wiki/Мост_(река))", ["https://example.test/wiki/Мост_(река)"]],
    ["http://один.рф и https://two.test.", ["http://один.рф", "https://two.test"]],
    ["javascript:alert(1) data:text/html,x ftp://a.test", []],
    ["https:// пусто", []],
  ])("in %s", (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it("leave every sign of the text in its place", () => {
    const text = "до https://example.test/, после";
    expect(linkify(text).map((part) => part.text).join("")).toBe(text);
  });
});
