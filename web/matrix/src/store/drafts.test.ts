import { describe, expect, it } from "vitest";
import { decodeDraft, lineOf, newer } from "./drafts.ts";

const draft = (text: string, at: number) => ({ text, caret: 0, at });

describe("a draft", () => {
  it("is the one written last, wherever it was kept", () => {
    expect(newer(draft("noted", 2), draft("stored", 1))?.text).toBe("noted");
    expect(newer(draft("noted", 1), draft("stored", 2))?.text).toBe("stored");
    expect(newer(undefined, draft("stored", 2))?.text).toBe("stored");
    expect(newer(draft("noted", 1), undefined)?.text).toBe("noted");
  });

  it("that was emptied by sending does not come back from an older copy", () => {
    expect(newer(draft("sent long ago", 1), draft("", 2))?.text).toBe("");
  });

  it("shows its first line, and none when nothing is typed", () => {
    expect(lineOf({ text: "\n one\ntwo", caret: 0 })).toBe("one");
    expect(lineOf({ text: " \n ", caret: 0 })).toBeUndefined();
  });

  it("of a former version, or a broken one, is read as far as it goes", () => {
    expect(decodeDraft({ text: "old", caret: 2 })).toEqual({ text: "old", caret: 2, at: 0, replyTo: undefined });
    expect(decodeDraft({ caret: 2 })).toBeUndefined();
    expect(decodeDraft("text")).toBeUndefined();
  });
});
