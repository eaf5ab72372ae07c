import { asCount, asRecord, asText } from "../decode.ts";
import { type EventId, type RoomId, isEventId } from "../ids.ts";
import { database, read, write } from "./database.ts";

/** What is typed and not sent in one chat. Files live as long as the page. */
export type Draft = {
  readonly text: string;
  readonly caret: number;
  readonly replyTo?: EventId;
};

export const emptyDraft: Draft = { text: "", caret: 0 };

export async function loadDraft(roomId: RoomId): Promise<Draft> {
  return decodeDraft(await read("drafts", roomId)) ?? emptyDraft;
}

export async function saveDraft(roomId: RoomId, draft: Draft): Promise<void> {
  const isEmpty = draft.text.trim() === "" && draft.replyTo === undefined;
  await write("drafts", roomId, isEmpty ? undefined : draft);
}

/** First line of every draft, for the list. */
export async function loadDraftLines(): Promise<ReadonlyMap<string, string>> {
  const store = (await database()).transaction("drafts").objectStore("drafts");
  const lines = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    const walk = store.openCursor();
    walk.onerror = () => reject(walk.error ?? new Error("The drafts cannot be read."));
    walk.onsuccess = () => {
      const cursor = walk.result;
      if (cursor === null) return resolve();
      const text = decodeDraft(cursor.value)?.text.trim();
      if (text !== undefined && text !== "") lines.set(String(cursor.key), text.split("\n", 1)[0] ?? text);
      cursor.continue();
    };
  });
  return lines;
}

function decodeDraft(value: unknown): Draft | undefined {
  const { text, caret, replyTo } = asRecord(value) ?? {};
  if (asText(text) === undefined) return undefined;
  return {
    text: asText(text) ?? "",
    caret: asCount(caret) ?? 0,
    replyTo: isEventId(replyTo) ? replyTo : undefined,
  };
}
