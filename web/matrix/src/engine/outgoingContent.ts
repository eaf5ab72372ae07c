import type { MediaSource, Quote } from "../chat.ts";
import { encodeFile } from "../media/attachments.ts";
import type { OutgoingAttachment, OutgoingContent } from "../queue/Outgoing.ts";
import type { EventId } from "../ids.ts";

type Content = Readonly<Record<string, unknown>>;

/** What is said as the protocol writes it. A redaction has no content: it is a request of its own. */
export function contentOf(what: Exclude<OutgoingContent, { kind: "redaction" }>): {
  readonly type: "m.room.message" | "m.reaction";
  readonly content: Content;
} {
  switch (what.kind) {
    case "text":
      return message({ msgtype: "m.text", body: what.text, ...replyTo(what.reply) });
    case "edit":
      return message(editOf(what.target, what.text));
    case "reaction":
      return {
        type: "m.reaction",
        content: { "m.relates_to": { rel_type: "m.annotation", event_id: what.target, key: what.text } },
      };
    case "attachment":
      return message(attachmentContent(what));
  }
}

const message = (content: Content) => ({ type: "m.room.message" as const, content });

/** https://spec.matrix.org/v1.19/client-server-api/#event-replacements */
function editOf(target: EventId, text: string): Content {
  return {
    msgtype: "m.text",
    body: `* ${text}`,
    "m.mentions": {},
    "m.new_content": { msgtype: "m.text", body: text, "m.mentions": {} },
    "m.relates_to": { rel_type: "m.replace", event_id: target },
  };
}

/** https://spec.matrix.org/v1.19/client-server-api/#rich-replies */
function replyTo(reply: Quote | undefined): Content {
  if (reply === undefined) return { "m.mentions": {} };
  return {
    "m.mentions": reply.sender === undefined ? {} : { user_ids: [reply.sender.id] },
    "m.relates_to": { "m.in_reply_to": { event_id: reply.eventId } },
  };
}

function attachmentContent(what: OutgoingAttachment): Content {
  const { uploaded } = what;
  return {
    msgtype: what.picture ? "m.image" : "m.file",
    body: what.caption ?? what.name,
    filename: what.name,
    ...(uploaded && writeSource(uploaded.source, "url", "file")),
    info: {
      mimetype: what.mimeType,
      size: what.bytes,
      ...(what.picture && { w: what.width, h: what.height }),
      ...(uploaded?.thumbnail && writeSource(uploaded.thumbnail, "thumbnail_url", "thumbnail_file")),
      ...(what.thumbnail && {
        thumbnail_info: {
          mimetype: what.thumbnail.blob.type,
          size: what.thumbnail.blob.size,
          w: what.thumbnail.width,
          h: what.thumbnail.height,
        },
      }),
    },
    ...replyTo(what.reply),
  };
}

function writeSource(source: MediaSource, clear: string, encrypted: string): Content {
  return source.kind === "clear" ? { [clear]: source.mxc } : { [encrypted]: encodeFile(source.file) };
}
