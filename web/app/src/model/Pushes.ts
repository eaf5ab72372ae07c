import type { Homeserver } from "@vestnik/matrix/homeserver";
import { type PushOffer, type PushSubscriptionKeys, Pushing, type TestOutcome } from "@vestnik/matrix/pushing";
import type { ChatSummary } from "@vestnik/matrix/chat";
import { deviceName } from "../platform/deviceName.ts";
import { type Heard, canPush, onHeard, permission, showInstead, subscribe, subscriptionNow, unsubscribe } from "../platform/pushBrowser.ts";
import type { Observable } from "./Observable.ts";
import { currentRoute, parseRoute } from "./route.ts";
import { Signal } from "./signals.ts";

/** Longer than this a test does not take; milliseconds. */
const patience = 20_000;

export type PushTest = "sending" | "waiting" | "arrived" | "late" | Exclude<TestOutcome, "taken">;

export type PushesSnapshot =
  | { readonly kind: "checking" }
  /** The browser has no push, or the page is not from a safe address. */
  | { readonly kind: "unsupported" }
  /** The server pushes to no browsers. */
  | { readonly kind: "serverOff" }
  /** The person, or their administrator, has forbidden notifications of this page. */
  | { readonly kind: "denied" }
  | { readonly kind: "off"; readonly noService: boolean }
  | { readonly kind: "on"; readonly test?: PushTest };

/** Whether this browser is told of messages while no page of the client is open. */
export class Pushes implements Observable<PushesSnapshot> {
  private readonly state = new Signal<PushesSnapshot>({ kind: "checking" });
  private readonly account: Pushing;
  private offer: PushOffer | undefined;
  private subscription: PushSubscriptionKeys | undefined;
  private readonly arrived = new Set<string>();
  private awaited: { readonly id: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(
    server: Homeserver,
    private readonly language: () => string,
    private readonly summaries: Observable<readonly ChatSummary[] | undefined>,
  ) {
    this.account = new Pushing(server);
    if (canPush()) onHeard((heard) => this.hear(heard));
  }

  getSnapshot = (): PushesSnapshot => this.state.getSnapshot();
  subscribe = (onChange: () => void): (() => void) => this.state.subscribe(onChange);

  /** Sees how things stand, and tells the server again what it may have forgotten. */
  async look(): Promise<void> {
    if (!canPush()) return this.state.set({ kind: "unsupported" });
    this.offer = await this.account.offer();
    if (this.offer === undefined) return this.state.set({ kind: "serverOff" });
    if (permission() === "denied") return this.state.set({ kind: "denied" });
    this.subscription = permission() === "granted" ? await subscriptionNow(this.offer) : undefined;
    if (this.subscription === undefined) return this.state.set({ kind: "off", noService: false });
    if (!(await this.account.isKnown(this.subscription))) await this.tellServer(this.offer, this.subscription);
    this.state.set({ kind: "on" });
  }

  async turnOn(): Promise<void> {
    if (this.offer === undefined) return this.look();
    const answer = await Notification.requestPermission();
    if (answer !== "granted") return this.state.set(answer === "denied" ? { kind: "denied" } : { kind: "off", noService: false });
    try {
      this.subscription = await subscribe(this.offer, this.language());
    } catch {
      return this.state.set({ kind: "off", noService: true });
    }
    await this.tellServer(this.offer, this.subscription);
    this.state.set({ kind: "on" });
  }

  async turnOff(): Promise<void> {
    const { subscription } = this;
    await unsubscribe();
    if (subscription !== undefined) await this.account.end(subscription);
    this.subscription = undefined;
    this.state.set({ kind: "off", noService: false });
  }

  /** A real push, from the server through the push service to this browser. */
  async test(): Promise<void> {
    if (this.subscription === undefined) return;
    this.state.set({ kind: "on", test: "sending" });
    try {
      const { id, outcome } = await this.account.test(this.subscription);
      if (outcome !== "taken") this.state.set({ kind: "on", test: outcome });
      else if (this.arrived.has(id)) this.state.set({ kind: "on", test: "arrived" });
      else this.await(id);
    } catch (problem) {
      this.state.set({ kind: "on" });
      throw problem;
    }
  }

  private await(id: string): void {
    clearTimeout(this.awaited?.timer);
    this.awaited = { id, timer: setTimeout(() => this.state.set({ kind: "on", test: "late" }), patience) };
    this.state.set({ kind: "on", test: "waiting" });
  }

  private tellServer(offer: PushOffer, subscription: PushSubscriptionKeys): Promise<void> {
    return this.account.set(offer, subscription, { device: deviceName(), language: this.language() });
  }

  private hear(heard: Heard): void {
    if (heard.kind === "open") {
      history.pushState({ fromHere: true }, "", heard.path);
      return currentRoute.set(parseRoute(heard.path));
    }
    if (heard.eventId !== undefined) this.arrived.add(heard.eventId);
    if (heard.eventId !== undefined && heard.eventId === this.awaited?.id) {
      clearTimeout(this.awaited.timer);
      this.state.set({ kind: "on", test: "arrived" });
    }
    if (heard.roomId !== undefined) this.sayMore(heard.roomId);
  }

  /** The worker has said that something came; this page may know what. */
  private sayMore(roomId: string): void {
    const chat = this.summaries.getSnapshot()?.find(({ id }) => id === roomId);
    const excerpt = chat?.preview?.isOwn === false ? chat.preview.excerpt : undefined;
    if (chat !== undefined && excerpt?.kind === "text" && chat.unread > 0) void showInstead(roomId, chat.title, excerpt.text);
  }
}
