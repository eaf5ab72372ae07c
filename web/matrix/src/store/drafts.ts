import { asCount, asRecord, asText } from "../decode.ts";
import { type EventId, type RoomId, isEventId } from "../ids.ts";
import { database, read, write } from "./database.ts";
import { loadDraftFileNames } from "./draftFiles.ts";

/** What is typed and not sent in one chat; its files are kept beside it. */
export type Draft = {
  readonly text: string;
  readonly caret: number;
  readonly replyTo?: EventId;
};

export const emptyDraft: Draft = { text: "", caret: 0 };

/**
 * A draft with the moment it was written, milliseconds since the epoch. It lies in two places: local storage takes it
 * at once and so keeps it when the page dies, the database takes it to the disk and so keeps it when the machine does.
 */
export type Noted = Draft & { readonly at: number };

const prefix = "vestnik:draft:";

/** Before this returns, a crash of the page no longer loses it. */
export function noteDraft(roomId: RoomId, draft: Draft): void {
  try {
    localStorage.setItem(prefix + roomId, JSON.stringify({ ...draft, at: Date.now() } satisfies Noted));
  } catch {
    // Storage that is full or refused leaves the database.
  }
}

/** What was noted last, before the database has been asked. */
export const notedDraft = (roomId: RoomId): Noted | undefined => decodeDraft(parse(localStorage.getItem(prefix + roomId)));

export async function saveDraft(roomId: RoomId, draft: Draft): Promise<void> {
  await write("drafts", roomId, { ...draft, at: Date.now() } satisfies Noted);
}

export async function loadDraft(roomId: RoomId): Promise<Draft> {
  return newer(notedDraft(roomId), decodeDraft(await read("drafts", roomId))) ?? emptyDraft;
}

/** First line of every draft, else its first file's name, for the list. */
export async function loadDraftLines(): Promise<ReadonlyMap<string, string>> {
  const drafts = await storedDrafts().catch(() => new Map<string, Noted>());
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix)) continue;
    const roomId = key.slice(prefix.length) as RoomId;
    const newest = newer(notedDraft(roomId), drafts.get(roomId));
    if (newest !== undefined) drafts.set(roomId, newest);
  }
  const lines = [...drafts].map(([roomId, draft]) => [roomId, lineOf(draft)] as const);
  const files = await loadDraftFileNames().catch(() => new Map<string, string>());
  return new Map([...files, ...lines.filter((line): line is readonly [string, string] => line[1] !== undefined)]);
}

/** Its first line; `undefined` when nothing is typed. */
export function lineOf(draft: Draft): string | undefined {
  const line = draft.text.trim().split("\n", 1)[0];
  return line === "" ? undefined : line;
}

/** Sign-out; the database goes as a whole. */
export function forgetNotedDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}

/** An emptied draft is a draft too: it is newer than what was sent. */
export function newer(noted: Noted | undefined, stored: Noted | undefined): Noted | undefined {
  if (noted === undefined || stored === undefined) return noted ?? stored;
  return noted.at >= stored.at ? noted : stored;
}

async function storedDrafts(): Promise<Map<string, Noted>> {
  const store = (await database()).transaction("drafts").objectStore("drafts");
  const drafts = new Map<string, Noted>();
  await new Promise<void>((resolve, reject) => {
    const walk = store.openCursor();
    walk.onerror = () => reject(walk.error ?? new Error("The drafts cannot be read."));
    walk.onsuccess = () => {
      const cursor = walk.result;
      if (cursor === null) return resolve();
      const draft = decodeDraft(cursor.value);
      if (draft !== undefined) drafts.set(String(cursor.key), draft);
      cursor.continue();
    };
  });
  return drafts;
}

export function decodeDraft(value: unknown): Noted | undefined {
  const { text, caret, replyTo, at } = asRecord(value) ?? {};
  const typed = asText(text);
  if (typed === undefined) return undefined;
  return { text: typed, caret: asCount(caret) ?? 0, replyTo: isEventId(replyTo) ? replyTo : undefined, at: asCount(at) ?? 0 };
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
