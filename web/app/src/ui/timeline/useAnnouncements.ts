import { useRef } from "react";
import type { MessageBody, MessageItem, TimelineItem } from "../../model/TimelineSnapshot.ts";
import { language, useText } from "../../text/index.ts";
import { clock } from "./times.ts";

type Line = { readonly key: string; readonly words: string };

/** Lines that stay in the live region; older ones were read long ago. */
const kept = 5;

/**
 * New messages of others, each once, with sender and time; and own ones that failed.
 * What was there when the chat was opened, and what is loaded above, is not read out.
 */
export function useAnnouncements(items: readonly TimelineItem[]): readonly Line[] {
  const text = useText();
  const known = useRef<{ newest: number; failed: Set<string>; keys: Set<string>; lines: readonly Line[]; read?: typeof items }>(undefined);
  known.current ??= { newest: newestTime(items), failed: new Set(), keys: new Set(), lines: [] };
  const memory = known.current;
  if (memory.read === items) return memory.lines;
  memory.read = items;
  const fresh: Line[] = [];
  for (const item of items) {
    if (item.kind !== "message") continue;
    if (item.delivery?.kind === "failed" && !memory.failed.has(item.key)) {
      memory.failed.add(item.key);
      fresh.push({ key: `failed-${item.key}`, words: text(`timeline.failure.${item.delivery.reason}`) });
    }
    if (item.isOwn || item.time <= memory.newest || memory.keys.has(item.key)) continue;
    memory.keys.add(item.key);
    fresh.push({ key: item.key, words: text("timeline.announced", lineOf(item)) });
  }
  if (fresh.length > 0) memory.lines = [...memory.lines, ...fresh].slice(-kept);
  return memory.lines;

  function lineOf(item: MessageItem) {
    return { name: item.sender.name, time: clock(item.time, language()), what: bodyWords(item.body) };
  }

  function bodyWords(body: MessageBody): string {
    switch (body.kind) {
      case "text":
        return body.text;
      case "image":
        return `${text("timeline.excerpt.image")} ${body.caption ?? body.name}`;
      case "file":
        return text("timeline.excerpt.file", { name: body.name });
      case "deleted":
      case "unknown":
      case "blocked":
        return text(`timeline.${body.kind}`);
      case "undecryptable":
        return text(`timeline.undecryptable.${body.reason}`);
    }
  }
}

const newestTime = (items: readonly TimelineItem[]): number =>
  items.reduce((newest, item) => (item.kind === "message" ? Math.max(newest, item.time) : newest), 0);
