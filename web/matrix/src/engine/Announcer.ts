import type { MatrixClient, MatrixEvent, Room } from "matrix-js-sdk";
import { type CryptoApi, EventShieldReason } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { ChatSummary, MessageEntry } from "../chat.ts";
import type { RoomId } from "../ids.ts";
import type { Chats } from "./Chats.ts";
import type { News } from "./Engine.ts";
import type { SecondLook } from "./SecondLook.ts";
import type { Trust } from "./Trust.ts";
import { readContents } from "./readContents.ts";
import { readSummary } from "./readSummary.ts";

type Topic = "summary" | "contents" | "trust" | "details";

/** Changes of one moment are told together. Milliseconds. */
const gatherFor = 20;

/** Turns the SDK's many small events into few plain news. */
export class Announcer {
  private readonly open = new Set<RoomId>();
  private readonly summaries = new Map<RoomId, ChatSummary>();
  private readonly doubts = new Map<string, MessageEntry["doubt"]>();
  private readonly changed: Record<Topic, Set<RoomId>> = {
    summary: new Set(),
    contents: new Set(),
    trust: new Set(),
    details: new Set(),
  };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isTelling = false;
  private isReady = false;
  private isStored = false;

  constructor(
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly trust: Trust,
    private readonly chats: Chats,
    private readonly secondLook: SecondLook,
    private readonly tell: (news: News) => void,
  ) {}

  /**
   * Sync has brought a whole picture; before it a short list would look like lost chats. `isStored`: from the SDK's
   * store and not from the server.
   */
  start(isStored: boolean): void {
    this.isReady = true;
    this.isStored = isStored;
    this.markAll();
  }

  markAll(): void {
    for (const room of this.client.getRooms()) this.changed.summary.add(room.roomId as RoomId);
    this.changed.summary.add("" as RoomId);
    this.markOpen("contents", "trust", "details");
    this.schedule();
  }

  watch(roomId: RoomId): void {
    this.open.add(roomId);
    this.mark(roomId, "contents", "trust", "details");
  }

  mark(roomId: string | undefined, ...topics: readonly Topic[]): void {
    if (roomId === undefined) return;
    for (const topic of topics) this.changed[topic].add(roomId as RoomId);
    this.schedule();
  }

  markOpen(...topics: readonly Topic[]): void {
    for (const roomId of this.open) this.mark(roomId, ...topics);
  }

  private schedule(): void {
    if (!this.isReady || this.timer !== undefined || this.isTelling) return;
    this.timer = setTimeout(() => void this.tellChanged(), gatherFor);
  }

  private async tellChanged(): Promise<void> {
    this.timer = undefined;
    this.isTelling = true;
    try {
      const [contents, trust, details] = [this.take("contents"), this.take("trust"), this.take("details")];
      this.tellSummaries();
      for (const room of contents) await apart(() => this.tellContents(room));
      for (const room of trust) await apart(async () => this.tell({ kind: "trust", trust: await this.trust.of(room) }));
      for (const room of details) await apart(() => this.tellDetails(room));
    } finally {
      this.isTelling = false;
      if (Object.values(this.changed).some((rooms) => rooms.size > 0)) this.schedule();
    }
  }

  /** The rooms of a topic that somebody looks at; the rest is told when it is opened. */
  private take(topic: Topic): readonly Room[] {
    const rooms = [...this.changed[topic]].filter((roomId) => this.open.has(roomId));
    this.changed[topic].clear();
    return rooms.map((roomId) => this.client.getRoom(roomId)).filter((room) => room !== null);
  }

  private tellSummaries(): void {
    if (this.changed.summary.size === 0) return;
    for (const roomId of this.changed.summary) {
      const room = this.client.getRoom(roomId);
      const summary = room === null ? undefined : readSummary(room, this.client, this.secondLook);
      if (summary === undefined) this.summaries.delete(roomId);
      else this.summaries.set(roomId, summary);
    }
    this.changed.summary.clear();
    this.tell({ kind: "summaries", summaries: [...this.summaries.values()], isStored: this.isStored });
  }

  async tellContents(room: Room, olderFailed = false): Promise<void> {
    const events = room.getLiveTimeline().getEvents();
    await Promise.allSettled(events.map((event) => this.client.decryptEventIfNeeded(event)));
    for (const event of events) await this.weigh(event, room);
    const contents = readContents(room, this.client, this.doubts, this.secondLook);
    this.tell({ kind: "contents", contents, olderFailed, isStored: this.isStored });
  }

  private async tellDetails(room: Room): Promise<void> {
    const details = await this.chats.details(room.roomId as RoomId);
    if (details !== undefined) this.tell({ kind: "details", details });
  }

  private async weigh(event: MatrixEvent, room: Room): Promise<void> {
    const eventId = event.getId();
    if (eventId === undefined || this.doubts.has(eventId) || event.isState() || event.isDecryptionFailure()) return;
    this.doubts.set(eventId, await this.doubtAbout(event, room));
  }

  private async doubtAbout(event: MatrixEvent, room: Room): Promise<MessageEntry["doubt"]> {
    if (!event.isEncrypted()) {
      const isMessage = event.getType() === "m.room.message" && !event.isRedacted();
      return isMessage && room.hasEncryptionStateEvent() ? "notEncrypted" : undefined;
    }
    const verdict = await this.crypto.getEncryptionInfoForEvent(event);
    switch (verdict?.shieldReason) {
      case EventShieldReason.UNSIGNED_DEVICE:
      case EventShieldReason.UNKNOWN_DEVICE:
      case EventShieldReason.MISMATCHED_SENDER_KEY:
      case EventShieldReason.MISMATCHED_SENDER:
        return "unsignedDevice";
      case EventShieldReason.VERIFICATION_VIOLATION:
        return "identityChanged";
      default:
        return undefined;
    }
  }
}

/** What cannot be told of one chat, e.g. because the network is cut, is no reason to be silent about the others. */
async function apart(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (problem) {
    console.warn("vestnik: nothing to tell:", problem instanceof Error ? problem.name : typeof problem);
  }
}
