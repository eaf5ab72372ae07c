import { Refusal } from "../Refusal.ts";
import type { EventId, RoomId } from "../ids.ts";
import { type Outgoing, type OutgoingContent, type OutgoingState, newTransactionId } from "./Outgoing.ts";
import type { OutgoingStore } from "./OutgoingStore.ts";
import { failureOf } from "./failureOf.ts";

/** How the queue reaches the server. */
export interface Transport {
  /** Resolves with the event's id once the server has it. Throws a `Refusal`. */
  deliver(item: Outgoing, attempt: Attempt): Promise<EventId>;
  /** False while sending in this chat waits for a decision about trust: nothing is tried, nothing is lost. */
  mayWrite(roomId: RoomId): Promise<boolean>;
}

export interface Attempt {
  readonly signal: AbortSignal;
  /** 0 to 1, while bytes go up. */
  onProgress(part: number): void;
  /** What is now on the server is remembered for the next attempt. */
  onUploaded(what: OutgoingContent): Promise<void>;
}

const firstPause = 1_000;
const longestPause = 30_000;

/**
 * Says things in the order in which they were said, chat by chat, through reloads and cuts.
 * One tab drains it; the others write into the same store and ring.
 */
export class SendQueue {
  private items: readonly Outgoing[] = [];
  private unheard: readonly Outgoing[] = [];
  private transport: Transport | undefined;
  private readonly draining = new Set<RoomId>();
  /** Asked for while they were being drained: what was refused a moment ago may be allowed now. */
  private readonly again = new Set<RoomId>();
  private readonly attempts = new Map<string, AbortController>();
  private readonly listeners = new Set<() => void>();
  private pause = firstPause;
  private wakeUp: (() => void) | undefined;

  constructor(private readonly store: OutgoingStore) {}

  getSnapshot = (): readonly Outgoing[] => this.items;

  subscribe = (onChange: () => void): (() => void) => {
    this.listeners.add(onChange);
    return () => this.listeners.delete(onChange);
  };

  /** Takes in what the store holds: after a reload, or when another tab has written. */
  async reload(): Promise<void> {
    const stored = await this.store.all();
    const known = new Map(this.items.map((item) => [item.transactionId, item]));
    const waiting = stored.map((item) => known.get(item.transactionId) ?? item);
    const sent = this.items.filter((item) => item.state.kind === "sent");
    this.show([...waiting, ...sent.filter((item) => !waiting.includes(item))]);
    this.drainAll();
  }

  async add(roomId: RoomId, what: OutgoingContent): Promise<Outgoing> {
    const order = Math.max(0, ...this.items.map((item) => item.order)) + 1;
    const item: Outgoing = {
      transactionId: newTransactionId(),
      roomId,
      time: Date.now(),
      order: Math.max(order, Date.now()),
      what,
      state: { kind: "queued" },
    };
    if (this.transport === undefined) this.unheard = [...this.unheard, item];
    this.show([...this.items, item]);
    await this.store.put(item);
    this.drain(roomId);
    return item;
  }

  async retry(transactionId: string): Promise<void> {
    const item = this.find(transactionId);
    if (item?.state.kind !== "failed") return;
    await this.change(transactionId, { kind: "queued" });
    this.wake();
    this.drain(item.roomId);
  }

  async remove(transactionId: string): Promise<void> {
    this.attempts.get(transactionId)?.abort();
    this.show(this.items.filter((item) => item.transactionId !== transactionId));
    await this.store.delete(transactionId);
  }

  /** The message has come down the timeline: its echo goes. */
  confirm(isThere: (item: Outgoing) => boolean): void {
    const rest = this.items.filter((item) => !(item.state.kind === "sent" && isThere(item)));
    if (rest.length !== this.items.length) this.show(rest);
  }

  /** From now on this tab sends. */
  start(transport: Transport): void {
    this.transport = transport;
    this.unheard = [];
    this.drainAll();
  }

  stop(): void {
    this.transport = undefined;
    for (const attempt of this.attempts.values()) attempt.abort();
  }

  /** The network is back, or a question of trust is answered: try now and not at the end of the pause. */
  wake(): void {
    this.pause = firstPause;
    this.wakeUp?.();
    this.drainAll();
  }

  /** A tab that does not send shows what the sending one says, and what that one has not taken in yet. */
  mirror(items: readonly Outgoing[]): void {
    if (this.transport !== undefined) return;
    const taken = new Set(items.map((item) => item.transactionId));
    this.unheard = this.unheard.filter((item) => !taken.has(item.transactionId));
    this.show([...items, ...this.unheard]);
  }

  private drainAll(): void {
    for (const roomId of new Set(this.items.map((item) => item.roomId))) this.drain(roomId);
  }

  private drain(roomId: RoomId): void {
    if (this.transport === undefined) return;
    if (this.draining.has(roomId)) return void this.again.add(roomId);
    this.draining.add(roomId);
    void this.sayAll(roomId).finally(() => {
      this.draining.delete(roomId);
      if (this.again.delete(roomId)) this.drain(roomId);
    });
  }

  private async sayAll(roomId: RoomId): Promise<void> {
    for (;;) {
      const next = this.nextOf(roomId);
      if (next === undefined || this.transport === undefined) return;
      if (!(await this.transport.mayWrite(roomId).catch(() => false))) return;
      await this.say(next, this.transport);
    }
  }

  /** A failed message does not hold up those after it. */
  private nextOf(roomId: RoomId): Outgoing | undefined {
    return this.items
      .filter((item) => item.roomId === roomId && item.state.kind === "queued")
      .reduce<Outgoing | undefined>((first, item) => (first && first.order < item.order ? first : item), undefined);
  }

  private async say(item: Outgoing, transport: Transport): Promise<void> {
    const { transactionId } = item;
    const controller = new AbortController();
    this.attempts.set(transactionId, controller);
    this.showState(transactionId, { kind: "sending" });
    try {
      const eventId = await transport.deliver(item, {
        signal: controller.signal,
        onProgress: (progress) => this.showState(transactionId, { kind: "sending", progress }),
        onUploaded: (what) => this.remember(transactionId, what),
      });
      this.pause = firstPause;
      this.showState(transactionId, { kind: "sent", eventId });
      await this.store.delete(transactionId);
    } catch (problem) {
      if (controller.signal.aborted) return this.showState(transactionId, { kind: "queued" });
      await this.fail(transactionId, problem);
    } finally {
      this.attempts.delete(transactionId);
    }
  }

  private async fail(transactionId: string, problem: unknown): Promise<void> {
    if (!(problem instanceof Refusal) || !problem.isPassing)
      return this.change(transactionId, { kind: "failed", ...failureOf(problem) });
    this.showState(transactionId, { kind: "queued" });
    const wait = Math.max(problem.retryAfter ?? 0, this.pause);
    this.pause = Math.min(this.pause * 2, longestPause);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      const previous = this.wakeUp;
      this.wakeUp = () => {
        clearTimeout(timer);
        previous?.();
        resolve();
      };
    });
  }

  private async remember(transactionId: string, what: OutgoingContent): Promise<void> {
    this.show(this.items.map((item) => (item.transactionId === transactionId ? { ...item, what } : item)));
    const item = this.find(transactionId);
    if (item !== undefined) await this.store.put({ ...item, state: { kind: "queued" } });
  }

  private async change(transactionId: string, state: OutgoingState): Promise<void> {
    this.showState(transactionId, state);
    const item = this.find(transactionId);
    if (item !== undefined) await this.store.put(item);
  }

  private showState(transactionId: string, state: OutgoingState): void {
    this.show(this.items.map((item) => (item.transactionId === transactionId ? { ...item, state } : item)));
  }

  private show(items: readonly Outgoing[]): void {
    this.items = items;
    for (const listener of this.listeners) listener();
  }

  private find(transactionId: string): Outgoing | undefined {
    return this.items.find((item) => item.transactionId === transactionId);
  }
}
