import type { Excerpt } from "../../model/parts.ts";
import type { text as Text } from "../../text/index.ts";
import { systemWords } from "./systemWords.ts";

/** One line that stands for a message somewhere else. */
export function excerptWords(excerpt: Excerpt | undefined, text: typeof Text): string {
  switch (excerpt?.kind) {
    case undefined:
      return text("timeline.excerpt.absent");
    case "text":
      return excerpt.text;
    case "image":
      return excerpt.caption ? `${text("timeline.excerpt.image")}. ${excerpt.caption}` : text("timeline.excerpt.image");
    case "file":
      return text("timeline.excerpt.file", { name: excerpt.name });
    case "deleted":
    case "undecryptable":
    case "unknown":
      return text(`timeline.excerpt.${excerpt.kind}`);
    case "system":
      return systemWords(excerpt.notice, text);
  }
}
