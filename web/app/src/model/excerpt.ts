import type { EntryBody, MessageEntry, Quote } from "@vestnik/matrix/chat";
import type { Excerpt } from "./parts.ts";

export const quoteOf = (entry: MessageEntry): Quote => ({
  eventId: entry.eventId,
  sender: entry.sender,
  excerpt: excerptOf(entry.body),
});

function excerptOf(body: EntryBody): Excerpt {
  switch (body.kind) {
    case "text":
      return { kind: "text", text: body.text };
    case "image":
      return { kind: "image", caption: body.caption };
    case "file":
      return { kind: "file", name: body.name };
    case "deleted":
    case "undecryptable":
    case "unknown":
      return { kind: body.kind };
  }
}
