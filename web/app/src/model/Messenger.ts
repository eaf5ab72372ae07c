import type { ChatContents, ChatDetails, ChatSummary, Person, TrustState } from "@vestnik/matrix/chat";
import type { Engine, News } from "@vestnik/matrix/engine/Engine";
import type { IdentityState } from "@vestnik/matrix/engine/identityState";
import type { VerificationState } from "@vestnik/matrix/engine/verificationState";
import type { Homeserver } from "@vestnik/matrix/homeserver";
import type { RoomId } from "@vestnik/matrix";
import type { Session } from "@vestnik/matrix/session";
import { signOutHere } from "@vestnik/matrix/signOut";
import { loadDraftLines } from "@vestnik/matrix/store/drafts";
import { Tab } from "@vestnik/matrix/tab/Tab";
import { language } from "../text/index.ts";
import { Connection } from "./Connection.ts";
import { Pictures } from "./Pictures.ts";
import { Pushes } from "./Pushes.ts";
import { Transfers } from "./Transfers.ts";
import { isConfirmed } from "./overlay.ts";
import { Signal } from "./signals.ts";
import { withKnownPast } from "./withKnownPast.ts";

export type LiveContents = ChatContents & { readonly olderFailed: boolean; readonly isCached: boolean };

/** So many chats are read from the cache before anybody asks: about a screen of the list. */
const laidOut = 12;

/** Everything a signed-in person's views are made of: the newest news, each in its own signal. */
export class Messenger {
  readonly summaries = new Signal<readonly ChatSummary[] | undefined>(undefined);
  readonly isCached = new Signal(true);
  readonly contents = new Signal<ReadonlyMap<RoomId, LiveContents>>(new Map());
  readonly trust = new Signal<ReadonlyMap<RoomId, TrustState>>(new Map());
  readonly details = new Signal<ReadonlyMap<RoomId, ChatDetails>>(new Map());
  readonly identity = new Signal<IdentityState>({ kind: "unknown" });
  readonly verification = new Signal<VerificationState | undefined>(undefined);
  readonly drafts = new Signal<ReadonlyMap<string, string>>(new Map());
  readonly me: Signal<Person>;
  readonly connection: Connection;
  readonly pictures: Pictures;
  readonly transfers: Transfers;
  readonly pushes: Pushes;
  readonly engine: Engine;

  private readonly tab: Tab;

  constructor(
    readonly session: Session,
    readonly server: Homeserver,
    private readonly callbacks: {
      onSignedOut(): void;
      onEngineRequested(): void;
      password(): Promise<string | undefined>;
    },
  ) {
    const name = session.userId.slice(1).split(":", 1)[0] ?? session.userId;
    this.me = new Signal<Person>({ id: session.userId, name });
    this.tab = new Tab({
      session,
      server,
      password: callbacks.password,
      onEngineRequested: callbacks.onEngineRequested,
      onNews: (news) => this.hear(news),
    });
    this.engine = this.tab.engine;
    this.pictures = new Pictures(server, this.tab.request);
    this.transfers = new Transfers(server, this.tab.request);
    this.pushes = new Pushes(server, language, this.summaries);
    this.connection = new Connection(this.tab.queue, () => void this.signOut());
  }

  get queue() {
    return this.tab.queue;
  }

  /** What the last visit has left: enough to paint. */
  async loadCache(): Promise<void> {
    const { cache } = this.tab;
    const [summaries, me, drafts] = await Promise.all([cache.summaries(), cache.me(), loadDraftLines()]);
    if (me !== undefined) this.me.set(me);
    if (summaries !== undefined && this.isCached.getSnapshot()) this.summaries.set(summaries);
    this.drafts.set(drafts);
  }

  start(): void {
    this.tab.start();
    // Chats whose cache cannot be read come from the engine.
    void this.layOut().catch(() => undefined);
  }

  /** Shows what is cached of the chat and asks for the rest. */
  async open(roomId: RoomId): Promise<void> {
    const asked = this.tab.open(roomId);
    await this.showCached(roomId);
    await asked;
  }

  send: Tab["send"] = (roomId, what) => this.tab.send(roomId, what);
  retry: Tab["retry"] = (transactionId) => this.tab.retry(transactionId);
  discard: Tab["discard"] = (transactionId) => this.tab.discard(transactionId);

  showDraft(roomId: RoomId, line: string | undefined): void {
    const drafts = new Map(this.drafts.getSnapshot());
    if (drafts.get(roomId) === line) return;
    if (line === undefined) drafts.delete(roomId);
    else drafts.set(roomId, line);
    this.drafts.set(drafts);
  }

  async signOut(): Promise<void> {
    await this.tab.stop(true);
    await signOutHere(this.server);
    this.callbacks.onSignedOut();
  }

  /** The chats that are most likely opened next stand ready, so that opening one waits for nothing. */
  private async layOut(): Promise<void> {
    const newest = [...(this.summaries.getSnapshot() ?? [])].sort((one, other) => (other.time ?? 0) - (one.time ?? 0));
    for (const { id } of newest.slice(0, laidOut)) await this.showCached(id);
  }

  private async showCached(roomId: RoomId): Promise<void> {
    if (this.contents.getSnapshot().has(roomId)) return;
    const cached = await this.tab.cache.contents(roomId);
    if (cached !== undefined && this.contents.getSnapshot().get(roomId)?.isCached !== false)
      this.showContents({ ...cached, olderFailed: false, isCached: true });
  }

  private hear(news: News): void {
    switch (news.kind) {
      case "summaries":
        // The cache of the last visit is newer than what the SDK has stored.
        if (news.isStored && this.summaries.getSnapshot() !== undefined) return;
        this.isCached.set(news.isStored);
        return this.summaries.set(news.summaries);
      case "contents":
        return this.hearContents(news);
      case "trust":
        return this.trust.set(new Map(this.trust.getSnapshot()).set(news.trust.roomId, news.trust));
      case "details":
        return this.details.set(new Map(this.details.getSnapshot()).set(news.details.roomId, news.details));
      case "identity":
        return this.identity.set(news.identity);
      case "verification":
        return this.verification.set(news.verification);
      case "connection":
        return this.connection.report(news.state);
      case "me":
        return this.me.set(news.person);
      case "signedOut":
        return this.connection.report("signedOut");
    }
  }

  private hearContents({ contents, olderFailed, isStored }: Extract<News, { kind: "contents" }>): void {
    const known = this.contents.getSnapshot().get(contents.roomId);
    if (isStored && known !== undefined) this.showContents({ ...known, olderFailed });
    else this.showContents({ ...contents, olderFailed, isCached: isStored });
  }

  private showContents(contents: LiveContents): void {
    const known = this.contents.getSnapshot();
    this.contents.set(new Map(known).set(contents.roomId, withKnownPast(contents, known.get(contents.roomId))));
    this.queue.confirm((item) => item.roomId === contents.roomId && isConfirmed(item, contents.entries));
  }
}
