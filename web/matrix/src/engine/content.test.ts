import { describe, expect, it } from "vitest";
import type { EventId, MxcUrl } from "../ids.ts";
import { bodyOf, withoutReplyFallback } from "./content.ts";
import { contentOf } from "./outgoingContent.ts";

describe("the content of a message", () => {
  it("that is written is read back", () => {
    const { content } = contentOf({ kind: "text", text: "Привет" });
    expect(bodyOf(content, false)).toEqual({ kind: "text", text: "Привет", isEmote: false, isNotice: false });
  });

  it("of a picture keeps name, caption and size", () => {
    const source = { kind: "clear", mxc: "mxc://localhost/abc" as MxcUrl } as const;
    const { content } = contentOf({
      kind: "attachment",
      picture: true,
      name: "lake.jpg",
      caption: "Вот стоянка",
      mimeType: "image/jpeg",
      bytes: 10,
      blob: new Blob(["0123456789"]),
      width: 900,
      height: 600,
      uploaded: { source },
    });
    expect(bodyOf(content, false)).toMatchObject({
      kind: "image",
      name: "lake.jpg",
      caption: "Вот стоянка",
      width: 900,
      height: 600,
      source,
    });
  });

  it.each([
    {},
    { msgtype: 7 },
    { msgtype: "m.image", body: "no address" },
    { msgtype: "m.image", body: "x", url: "https://elsewhere.example/track.png" },
    { msgtype: "org.example.poll", body: "fallback" },
  ])("that is not understood is shown as unknown: %j", (content) => {
    expect(bodyOf(content, false).kind).toBe("unknown");
  });

  it("loses the quotation that older clients put before a reply", () => {
    expect(withoutReplyFallback("> <@anna:localhost> one\n> two\n\nanswer\n> kept")).toBe("answer\n> kept");
    expect(withoutReplyFallback("> a quotation by hand")).toBe("> a quotation by hand");
  });

  it("of a reply mentions who is answered", () => {
    const eventId = "$1" as EventId;
    const { content } = contentOf({ kind: "text", text: "yes", reply: { eventId } });
    expect(content).toMatchObject({ "m.mentions": {}, "m.relates_to": { "m.in_reply_to": { event_id: eventId } } });
  });
});
