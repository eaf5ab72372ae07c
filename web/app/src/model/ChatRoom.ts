import type { ChatSummary, MessageEntry, TrustState } from "@vestnik/matrix/chat";
import type { RoomId } from "@vestnik/matrix";
import type { ChatHeading } from "./TimelineSnapshot.ts";
import type { Messenger } from "./Messenger.ts";
import { Composer } from "./Composer.ts";
import { Details } from "./Details.ts";
import { Timeline } from "./Timeline.ts";
import { trustProgress, trustOf } from "./trustOf.ts";
import type { TrustSnapshot } from "./TrustSnapshot.ts";
import type { Observable } from "./Observable.ts";
import { derived } from "./signals.ts";

/** One chat that was opened: its timeline, composer, details and trust. */
export class ChatRoom {
  readonly timeline: Timeline;
  readonly composer: Composer;
  readonly details: Details;
  readonly trust: Observable<TrustSnapshot>;

  constructor(
    readonly messenger: Messenger,
    readonly id: RoomId,
  ) {
    this.trust = derived([messenger.trust, messenger.details, trustProgress], () => trustOf(this));
    this.composer = new Composer(this);
    this.timeline = new Timeline(this);
    this.details = new Details(this);
    // A chat that is not there says so by having no summary.
    void messenger.open(id).catch(() => undefined);
  }

  get summary(): ChatSummary | undefined {
    return this.messenger.summaries.getSnapshot()?.find((summary) => summary.id === this.id);
  }

  get trustState(): TrustState | undefined {
    return this.messenger.trust.getSnapshot().get(this.id);
  }

  message(eventId: string): MessageEntry | undefined {
    const entries = this.messenger.contents.getSnapshot().get(this.id)?.entries ?? [];
    return entries.find((entry): entry is MessageEntry => entry.kind === "message" && entry.eventId === eventId);
  }

  heading(summary: ChatSummary): ChatHeading {
    const { pictures } = this.messenger;
    return {
      kind: summary.kind,
      title: summary.title,
      colourSeed: summary.person?.id ?? summary.id,
      avatar: pictures.picture(summary.avatar),
      isEncrypted: summary.isEncrypted,
      person: pictures.person(summary.person),
      memberCount: summary.memberCount,
      topic: summary.topic,
    };
  }
}
