import { asCount, asRecord, asText, field } from "../decode.ts";
import type { EntryAttachment, EntryBody, Excerpt, MediaSource } from "../chat.ts";
import { isMxcUrl } from "../ids.ts";
import { decodeFile } from "../media/attachments.ts";

/** The content of an `m.room.message` as a body; a kind that this client does not know keeps its fallback text. */
export function bodyOf(content: unknown, isReply: boolean): EntryBody {
  const type = asText(field(content, "msgtype")) ?? "";
  const text = asText(field(content, "body")) ?? "";
  switch (type) {
    case "m.text":
    case "m.emote":
    case "m.notice":
      return {
        kind: "text",
        text: isReply ? withoutReplyFallback(text) : text,
        isEmote: type === "m.emote",
        isNotice: type === "m.notice",
      };
    case "m.image":
    case "m.file":
    case "m.audio":
    case "m.video":
      return attachmentOf(content, type) ?? { kind: "unknown", type, fallback: text };
    default:
      return { kind: "unknown", type: type === "" ? "m.room.message" : type, fallback: text };
  }
}

export function excerptOf(body: EntryBody): Excerpt {
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

/** Older clients repeat the quoted message in `body`, each line behind "> ". */
export function withoutReplyFallback(text: string): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("> "));
  return end > 0 && lines[end] === "" ? lines.slice(end + 1).join("\n") : text;
}

function attachmentOf(content: unknown, type: string): EntryAttachment | undefined {
  const source = sourceOf(content, "url", "file");
  if (source === undefined) return undefined;
  const details = field(content, "info");
  const body = asText(field(content, "body")) ?? "";
  const name = asText(field(content, "filename")) ?? body;
  return {
    kind: type === "m.image" ? "image" : "file",
    name: name === "" ? type : name,
    caption: body !== name && body !== "" ? body : undefined,
    width: asCount(field(details, "w")),
    height: asCount(field(details, "h")),
    bytes: asCount(field(details, "size")),
    mimeType: asText(field(details, "mimetype")),
    source,
    thumbnail: sourceOf(details, "thumbnail_url", "thumbnail_file"),
  };
}

function sourceOf(holder: unknown, clear: string, encrypted: string): MediaSource | undefined {
  const file = decodeFile(asRecord(holder)?.[encrypted]);
  if (file !== undefined) return { kind: "encrypted", file };
  const mxc = asRecord(holder)?.[clear];
  return isMxcUrl(mxc) ? { kind: "clear", mxc } : undefined;
}
