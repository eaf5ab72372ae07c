import type { ChatSummary } from "@vestnik/matrix/chat";
import type { Outgoing } from "@vestnik/matrix/queue/Outgoing";
import {
  type ChatFilter,
  type ChatListSnapshot,
  type ChatPreview,
  type ChatRow,
  chatFilters,
} from "./ChatListSnapshot.ts";
import type { Messenger } from "./Messenger.ts";
import type { Observable } from "./Observable.ts";
import { currentRoute, go, hrefOf } from "./route.ts";
import { Signal, derived } from "./signals.ts";

export class ChatList implements Observable<ChatListSnapshot> {
  private readonly filter = new Signal<ChatFilter>("all");
  private readonly query = new Signal("");
  private readonly view: Observable<ChatListSnapshot>;

  constructor(private readonly messenger: Messenger) {
    const { summaries, isCached, drafts, trust, queue, pictures } = messenger;
    const sources = [summaries, isCached, drafts, trust, queue, pictures.arrived, currentRoute, this.filter, this.query];
    this.view = derived(sources, () => this.compute());
  }

  getSnapshot = (): ChatListSnapshot => this.view.getSnapshot();
  subscribe = (onChange: () => void): (() => void) => this.view.subscribe(onChange);

  private compute(): ChatListSnapshot {
    const summaries = this.messenger.summaries.getSnapshot();
    if (summaries === undefined) return { kind: "loading" };
    const route = currentRoute.getSnapshot();
    const filter = this.filter.getSnapshot();
    const query = this.query.getSnapshot();
    const openRoomId = route.kind === "chat" ? route.roomId : undefined;
    const all = summaries.map((summary) => this.row(summary, openRoomId)).sort(pinnedThenByTime);
    const counts = chatFilters.map((one) => [one, all.filter((row) => passes(row, one)).length]);
    return {
      kind: "ready",
      rows: all.filter((row) => passes(row, filter) && matches(row, query)),
      filter,
      // Built from the complete list of filters.
      counts: Object.fromEntries(counts) as Record<ChatFilter, number>,
      query,
      isCached: this.messenger.isCached.getSnapshot(),
      openRoomId,
      setFilter: (chosen) => this.filter.set(chosen),
      search: (typed) => this.query.set(typed),
      open: (roomId) => go({ kind: "chat", roomId, isDetails: false }, openRoomId === undefined ? "push" : "replace"),
      startNewChat: () => go({ kind: "newChat" }),
    };
  }

  private row(summary: ChatSummary, openRoomId: string | undefined): ChatRow {
    const { messenger } = this;
    const outgoing = messenger.queue.getSnapshot().filter((item) => item.roomId === summary.id);
    const said = outgoing.findLast((item) => item.what.kind === "text" || item.what.kind === "attachment");
    const draft = messenger.drafts.getSnapshot().get(summary.id);
    return {
      id: summary.id,
      kind: summary.kind,
      href: hrefOf({ kind: "chat", roomId: summary.id, isDetails: false }),
      title: summary.title,
      colourSeed: summary.person?.id ?? summary.id,
      avatar: messenger.pictures.picture(summary.avatar),
      membership: summary.membership === "invited" ? "invited" : "joined",
      time: said?.time ?? summary.time,
      preview: said === undefined ? summary.preview : saidPreview(said),
      unread: summary.unread,
      mentions: summary.mentions,
      draft: summary.id === openRoomId ? undefined : draft,
      isMuted: summary.isMuted,
      isPinned: summary.isPinned,
      typing: summary.typing,
      needsDecision: messenger.trust.getSnapshot().get(summary.id)?.question !== undefined,
    };
  }
}

const pinnedThenByTime = (one: ChatRow, other: ChatRow): number =>
  Number(other.isPinned) - Number(one.isPinned) || (other.time ?? 0) - (one.time ?? 0);

function passes(row: ChatRow, filter: ChatFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "unread":
      return row.unread > 0 || row.membership === "invited";
    case "people":
      return row.kind === "person";
    case "groups":
      return row.kind === "group";
  }
}

/** ё and е are one letter to who searches. */
const folded = (text: string): string => text.toLocaleLowerCase().replaceAll("ё", "е");

const matches = (row: ChatRow, query: string): boolean => folded(row.title).includes(folded(query.trim()));

function saidPreview({ what, state }: Outgoing): ChatPreview {
  const excerpt =
    what.kind === "attachment"
      ? what.picture
        ? ({ kind: "image", caption: what.caption } as const)
        : ({ kind: "file", name: what.name } as const)
      : ({ kind: "text", text: what.kind === "text" ? what.text : "" } as const);
  return { isOwn: true, excerpt, delivery: state.kind };
}
