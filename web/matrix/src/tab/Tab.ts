import { Refusal } from "../Refusal.ts";
import { authorisedFetch } from "../authorisedFetch.ts";
import type { Engine, News } from "../engine/Engine.ts";
import type { RunningEngine } from "../engine/startEngine.ts";
import type { Homeserver } from "../homeserver.ts";
import type { RoomId } from "../ids.ts";
import type { Outgoing, OutgoingContent } from "../queue/Outgoing.ts";
import { OutgoingStore } from "../queue/OutgoingStore.ts";
import { SendQueue } from "../queue/SendQueue.ts";
import type { Session } from "../session.ts";
import { ChatCache } from "../store/ChatCache.ts";
import { type Bus, type Word, openBus } from "./bus.ts";
import { type Command, engineOver, isCommand, run } from "./commands.ts";

export type TabOptions = {
  readonly session: Session;
  readonly server: Homeserver;
  readonly password: () => Promise<string | undefined>;
  /** The moment the heavy chunk is asked for. */
  onEngineRequested(): void;
  onNews(news: News): void;
};

const firstPause = 1_000;
const longestPause = 30_000;

/**
 * One tab of a signed-in person. One tab of the browser leads: it runs the engine, syncs and sends. The others show
 * what it tells and hand it their commands; when it goes, the next one leads.
 */
export class Tab {
  readonly cache = new ChatCache();
  readonly queue = new SendQueue(new OutgoingStore());
  readonly request: typeof fetch;
  readonly engine: Engine = engineOver((command, args) => this.carry(command, args));

  private readonly bus: Bus;
  /** Chats that this tab has open: whoever leads next has to know. */
  private readonly opened = new Set<RoomId>();
  private readonly asked = new Map<string, { resolve(value: unknown): void; reject(problem: Error): void }>();
  private own: RunningEngine | undefined;
  private ready = Promise.withResolvers<void>();
  private letGo: (() => void) | undefined;

  constructor(private readonly options: TabOptions) {
    this.request = authorisedFetch(options.server, () => options.onNews({ kind: "signedOut" }));
    this.bus = openBus((word) => this.hear(word));
    this.queue.subscribe(() => this.own && this.bus.say({ kind: "queue", items: this.queue.getSnapshot() }));
    addEventListener("pagehide", () => void this.cache.flush());
    addEventListener("online", () => this.wake());
  }

  /** Leads as soon as no other tab does. */
  start(): void {
    void this.queue.reload();
    this.bus.say({ kind: "hello" });
    if (navigator.locks === undefined) return void this.lead();
    void navigator.locks.request("vestnik:leader", async () => {
      await this.lead();
      await new Promise<void>((resolve) => (this.letGo = resolve));
    });
  }

  async open(roomId: RoomId): Promise<void> {
    this.opened.add(roomId);
    await this.engine.open(roomId);
  }

  async send(roomId: RoomId, what: OutgoingContent): Promise<Outgoing> {
    const item = await this.queue.add(roomId, what);
    this.bus.say({ kind: "queued" });
    return item;
  }

  async retry(transactionId: string): Promise<void> {
    if (this.own !== undefined) await this.queue.retry(transactionId);
    else this.bus.say({ kind: "retry", transactionId });
  }

  async discard(transactionId: string): Promise<void> {
    await this.queue.remove(transactionId);
    if (this.own === undefined) this.bus.say({ kind: "remove", transactionId });
  }

  wake(): void {
    this.queue.wake();
    if (this.own === undefined) this.bus.say({ kind: "wake" });
  }

  /** Ends this tab's part; `isForAll` tells the others that the person has signed out. */
  async stop(isForAll: boolean): Promise<void> {
    if (isForAll) this.bus.say({ kind: "signedOut" });
    await this.own?.stop();
    this.own = undefined;
    this.letGo?.();
    this.bus.close();
  }

  /** Until it has succeeded: what fails here (the chunk cannot be fetched, a store is locked) may pass. */
  private async lead(): Promise<void> {
    const before = this.ready;
    this.ready = Promise.withResolvers();
    this.options.onEngineRequested();
    for (let pause = firstPause; this.own === undefined; pause = Math.min(pause * 2, longestPause)) {
      try {
        this.own = await this.startOwn();
      } catch (problem) {
        console.warn("vestnik: the engine does not start:", problem instanceof Error ? problem.name : typeof problem);
        this.options.onNews({ kind: "connection", state: navigator.onLine ? "serverGone" : "offline" });
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    for (const question of this.asked.values())
      question.reject(new Refusal(Refusal.offline, "The tab that was asked has gone."));
    this.asked.clear();
    before.resolve();
    this.ready.resolve();
    this.openAgain();
    await this.queue.reload();
    this.bus.say({ kind: "here" });
  }

  private async startOwn(): Promise<RunningEngine> {
    const { startEngine } = await import("../engine/startEngine.ts");
    const { session, server, password } = this.options;
    const tell = (news: News) => this.tell(news);
    return startEngine({ session, server, password, request: this.request, queue: this.queue, tell });
  }

  private openAgain(): void {
    // A chat that cannot be opened says so when the person looks at it.
    for (const roomId of this.opened) void this.engine.open(roomId).catch(() => undefined);
  }

  private tell(news: News): void {
    if (news.kind === "summaries" && !news.isStored) this.cache.keepSummaries(news.summaries);
    if (news.kind === "me") this.cache.keepMe(news.person);
    if (news.kind === "contents" && !news.isStored) this.cache.keepContents(news.contents);
    this.options.onNews(news);
    this.bus.say({ kind: "news", news });
  }

  private async carry(command: Command, args: readonly unknown[]): Promise<unknown> {
    await this.ready.promise;
    if (this.own !== undefined) return run(this.own.engine, command, args);
    const id = crypto.randomUUID();
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject });
      this.bus.say({ kind: "call", id, command, args });
    });
  }

  private hear(word: Word): void {
    if (this.own === undefined) this.hearAsFollower(word);
    else this.hearAsLeader(this.own.engine, word);
    if (word.kind === "signedOut") this.options.onNews({ kind: "signedOut" });
  }

  private hearAsFollower(word: Word): void {
    switch (word.kind) {
      case "here":
        this.ready.resolve();
        this.openAgain();
        void this.engine.tellAgain().catch(() => undefined);
        return;
      case "news":
        return this.options.onNews(word.news);
      case "queue":
        return this.queue.mirror(word.items);
      case "answer":
        this.asked.get(word.id)?.resolve(word.value);
        return void this.asked.delete(word.id);
      case "refusal":
        this.asked.get(word.id)?.reject(new Refusal(word.code, word.message));
        return void this.asked.delete(word.id);
    }
  }

  private hearAsLeader(engine: Engine, word: Word): void {
    switch (word.kind) {
      case "hello":
        this.bus.say({ kind: "here" });
        return this.bus.say({ kind: "queue", items: this.queue.getSnapshot() });
      case "call":
        return void this.answer(engine, word.id, word.command, word.args);
      case "queued":
        return void this.queue.reload();
      case "retry":
        return void this.queue.retry(word.transactionId);
      case "remove":
        return void this.queue.remove(word.transactionId);
      case "wake":
        return this.queue.wake();
    }
  }

  private async answer(engine: Engine, id: string, command: string, args: readonly unknown[]): Promise<void> {
    try {
      if (!isCommand(command)) throw new Refusal("UNKNOWN_COMMAND", "Another tab runs another version.");
      this.bus.say({ kind: "answer", id, value: await run(engine, command, args) });
    } catch (problem) {
      const { code, message } = problem instanceof Refusal ? problem : { code: "UNKNOWN", message: String(problem) };
      this.bus.say({ kind: "refusal", id, code, message });
    }
  }
}
