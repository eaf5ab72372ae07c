import type { ChatEntry, MessageEntry, Person } from "@vestnik/matrix/chat";
import type { EventId } from "@vestnik/matrix";
import type { ChatRoom } from "./ChatRoom.ts";
import type { LiveContents } from "./Messenger.ts";
import type { Observable } from "./Observable.ts";
import type { Invite, OlderMessages, TimelineSnapshot } from "./TimelineSnapshot.ts";
import { layout } from "./layout.ts";
import { overlay } from "./overlay.ts";
import { messageItem, outgoingItem } from "./messageItem.ts";
import { Signal, derived } from "./signals.ts";
import { go } from "./route.ts";

export class Timeline implements Observable<TimelineSnapshot> {
  private readonly isLoadingOlder = new Signal(false);
  /** Messages of blocked people that the person has chosen to see, for this visit. */
  private readonly uncovered = new Signal<ReadonlySet<string>>(new Set());
  private readonly invite = new Signal<Pick<Invite, "progress" | "error">>({ progress: "idle" });
  private readonly view: Observable<TimelineSnapshot>;
  /** What the person had seen when the chat was opened; fixed for the visit. */
  private unreadAfter: { readonly key: string | undefined } | undefined;
  private seen: EventId | undefined;

  constructor(private readonly room: ChatRoom) {
    const { contents, summaries, queue, pictures, transfers, me, identity } = room.messenger;
    const sources = [contents, summaries, queue, pictures.arrived, transfers.changed, me, identity];
    this.view = derived([...sources, this.isLoadingOlder, this.uncovered, this.invite], () => this.compute());
    contents.subscribe(() => this.fetchPictures());
  }

  getSnapshot = (): TimelineSnapshot => this.view.getSnapshot();
  subscribe = (onChange: () => void): (() => void) => this.view.subscribe(onChange);

  /** The next visit begins with its own unread line. */
  leave(): void {
    this.unreadAfter = undefined;
    this.uncovered.set(new Set());
  }

  isUncovered = (key: string): boolean => this.uncovered.getSnapshot().has(key);

  uncover(key: string): void {
    this.uncovered.set(new Set(this.uncovered.getSnapshot()).add(key));
  }

  private get contents(): LiveContents | undefined {
    return this.room.messenger.contents.getSnapshot().get(this.room.id);
  }

  private compute(): TimelineSnapshot {
    const { room, contents } = this;
    const { messenger, id: roomId, summary } = room;
    if (summary === undefined)
      return messenger.isCached.getSnapshot() ? { kind: "loading", roomId } : { kind: "missing", roomId };
    if (summary.membership === "invited") return { kind: "invited", roomId, invite: this.invitation() };
    if (contents === undefined) return { kind: "loading", roomId };

    this.unreadAfter ??= contents.isCached ? undefined : { key: keyOfRead(contents) };
    const items = layout(this.lines(contents), this.unreadAfter?.key);
    const hasUnread = items.some((item) => item.kind === "unread");
    return {
      kind: "open",
      roomId,
      chat: room.heading(summary),
      items,
      landing: hasUnread ? { kind: "item", key: "unread" } : { kind: "end" },
      older: this.older(contents),
      unseen: this.unseenIn(contents),
      typing: summary.typing.map((person) => messenger.pictures.person(person)),
      markSeen: (eventId) => this.markSeen(eventId),
    };
  }

  private lines(contents: LiveContents): Parameters<typeof layout>[0] {
    const { room } = this;
    const { messenger } = room;
    const me: Person = messenger.me.getSnapshot();
    const outgoing = this.outgoing();
    const shown = overlay(contents.entries, outgoing, me);
    const failed = outgoing.filter((item) => item.state.kind === "failed");
    const lastFailed = failed.length > 1 ? failed.at(-1) : undefined;
    const retryAll = () => failed.forEach((item) => void messenger.retry(item.transactionId));
    const lastRead = shown.findLastIndex((entry) => entry.kind === "message" && entry.readBy.length > 0);
    return shown.map((entry, place) => {
      if (entry.kind === "outgoing") return outgoingItem(entry.item, room, me, entry.item === lastFailed ? retryAll : undefined);
      if (entry.kind === "message") return messageItem(entry, room, me, place <= lastRead);
      return { kind: "system", key: entry.eventId, time: entry.time, notice: entry.notice };
    });
  }

  private outgoing() {
    return this.room.messenger.queue.getSnapshot().filter((item) => item.roomId === this.room.id);
  }

  private older(contents: LiveContents): OlderMessages {
    const load = () => void this.loadOlder();
    if (this.isLoadingOlder.getSnapshot()) return { kind: "loading" };
    if (contents.olderFailed) return { kind: "failed", retry: load };
    return contents.hasOlder ? { kind: "more", load } : { kind: "none" };
  }

  private async loadOlder(): Promise<void> {
    // Until the server was heard the cache stays as it is: whatever came would not be shown, and be asked for without end.
    if (this.isLoadingOlder.getSnapshot() || this.contents?.isCached === true) return;
    this.isLoadingOlder.set(true);
    try {
      await this.room.messenger.engine.loadOlder(this.room.id);
    } finally {
      this.isLoadingOlder.set(false);
    }
  }

  private unseenIn({ entries, readUpTo }: LiveContents): number {
    const after = Math.max(placeOf(entries, readUpTo), placeOf(entries, this.seen));
    return entries.slice(after + 1).filter((entry) => entry.kind === "message" && !entry.isOwn && !entry.isBlocked).length;
  }

  private markSeen(eventId: EventId): void {
    const contents = this.contents;
    if (contents === undefined) return;
    const place = placeOf(contents.entries, eventId);
    if (place <= placeOf(contents.entries, this.seen) || place <= placeOf(contents.entries, contents.readUpTo)) return;
    this.seen = eventId;
    void this.room.messenger.engine.markRead(this.room.id, eventId).catch(() => {
      this.seen = undefined;
    });
  }

  private invitation(): Invite {
    const { room } = this;
    const summary = room.summary;
    if (summary === undefined) throw new Error("An invitation without its chat.");
    const answer = (progress: "accepting" | "declining", work: () => Promise<void>) => {
      this.invite.set({ progress });
      work().catch(() => this.invite.set({ progress: "idle", error: "failed" }));
    };
    return {
      by: room.messenger.pictures.person(summary.inviter),
      chat: room.heading(summary),
      ...this.invite.getSnapshot(),
      accept: () => answer("accepting", () => room.messenger.engine.acceptInvite(room.id)),
      decline: () =>
        answer("declining", async () => {
          await room.messenger.engine.leave(room.id);
          go({ kind: "chats" }, "replace");
        }),
    };
  }

  private fetchPictures(): void {
    for (const entry of this.contents?.entries ?? [])
      if (entry.kind === "message" && entry.body.kind === "image")
        this.room.messenger.transfers.fetchPicture(keyOf(entry), entry.body);
  }
}

export const keyOf = (entry: MessageEntry): string => entry.transactionId ?? entry.eventId;

const placeOf = (entries: readonly ChatEntry[], eventId: EventId | undefined): number =>
  eventId === undefined ? -1 : entries.findIndex((entry) => entry.eventId === eventId);

/** The key of the last entry that was read; `undefined` when nothing of others came after it. */
function keyOfRead({ entries, readUpTo }: LiveContents): string | undefined {
  const place = placeOf(entries, readUpTo);
  const entry = entries[place];
  const hasUnread = entries.slice(place + 1).some((later) => later.kind === "message" && !later.isOwn);
  return entry === undefined || !hasUnread ? undefined : entry.kind === "message" ? keyOf(entry) : entry.eventId;
}

