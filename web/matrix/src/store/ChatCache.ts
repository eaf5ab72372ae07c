import type { ChatContents, ChatSummary, Person } from "../chat.ts";
import type { RoomId } from "../ids.ts";
import { read, write } from "./database.ts";

/** Messages kept of a chat for the next start: a few screens. */
const keptEntries = 60;
/** Writes of the same thing are gathered for this long, milliseconds. */
const gatherFor = 400;

/**
 * What paints before the SDK is requested. Values come from `chat.ts` and were written by this client, under a
 * version: another version's cache is not read, the SDK fills it anew.
 */
export class ChatCache {
  private readonly waiting = new Map<string, () => Promise<void>>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  async summaries(): Promise<readonly ChatSummary[] | undefined> {
    const stored = (await read("facts", "summaries")) as Versioned<readonly ChatSummary[]> | undefined;
    return stored?.version === cacheVersion ? stored.value : undefined;
  }

  async me(): Promise<Person | undefined> {
    const stored = (await read("facts", "me")) as Versioned<Person> | undefined;
    return stored?.version === cacheVersion ? stored.value : undefined;
  }

  async contents(roomId: RoomId): Promise<ChatContents | undefined> {
    const stored = (await read("contents", roomId)) as Versioned<ChatContents> | undefined;
    return stored?.version === cacheVersion ? stored.value : undefined;
  }

  keepSummaries(summaries: readonly ChatSummary[]): void {
    const value = summaries.map((summary) => ({ ...summary, typing: [] }));
    this.later("summaries", () => write("facts", "summaries", { version: cacheVersion, value }));
  }

  keepMe(value: Person): void {
    this.later("me", () => write("facts", "me", { version: cacheVersion, value }));
  }

  keepContents(contents: ChatContents): void {
    const isCut = contents.entries.length > keptEntries;
    const value = {
      ...contents,
      entries: contents.entries.slice(-keptEntries),
      hasOlder: contents.hasOlder || isCut,
    };
    this.later(contents.roomId, () => write("contents", contents.roomId, { version: cacheVersion, value }));
  }

  forgetContents(roomId: RoomId): void {
    this.later(roomId, () => write("contents", roomId, undefined));
  }

  /** Writes what waits; for the moment the page goes. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const jobs = [...this.waiting.values()];
    this.waiting.clear();
    await Promise.allSettled(jobs.map((job) => job()));
  }

  private later(key: string, job: () => Promise<void>): void {
    this.waiting.set(key, job);
    this.timer ??= setTimeout(() => void this.flush(), gatherFor);
  }
}

const cacheVersion = 2;
type Versioned<T> = { readonly version: number; readonly value: T };
