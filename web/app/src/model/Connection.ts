import type { SendQueue } from "@vestnik/matrix/queue/SendQueue";
import type { ConnectionSnapshot } from "./ConnectionSnapshot.ts";
import type { Observable } from "./Observable.ts";
import { Signal, derived } from "./signals.ts";

type State = "online" | "offline" | "serverGone" | "signedOut";

/** A cut shorter than this is nobody's concern. Milliseconds. */
const quietFor = 3_000;

/** Tells of a cut only when it lasts, and of its end at once. */
export class Connection implements Observable<ConnectionSnapshot> {
  private readonly shown = new Signal<State>("online");
  private readonly view: Observable<ConnectionSnapshot>;
  private server: State = "online";
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    queue: SendQueue,
    private readonly signInAgain: () => void,
  ) {
    this.view = derived([this.shown, queue], () => this.compute(queue));
    addEventListener("offline", () => this.settle());
    addEventListener("online", () => this.report("online"));
    this.settle();
  }

  getSnapshot = (): ConnectionSnapshot => this.view.getSnapshot();
  subscribe = (onChange: () => void): (() => void) => this.view.subscribe(onChange);

  report(state: State): void {
    if (this.server === "signedOut") return;
    this.server = state;
    this.settle();
  }

  private settle(): void {
    const state = this.server === "online" && !navigator.onLine ? "offline" : this.server;
    clearTimeout(this.timer);
    if (state === "online" || state === "signedOut") this.shown.set(state);
    else this.timer = setTimeout(() => this.shown.set(state), this.shown.getSnapshot() === "online" ? quietFor : 0);
  }

  private compute(queue: SendQueue): ConnectionSnapshot {
    const state = this.shown.getSnapshot();
    const waiting = queue.getSnapshot().filter((item) => item.state.kind === "queued" || item.state.kind === "sending");
    switch (state) {
      case "online":
        return { kind: "online" };
      case "offline":
      case "serverGone":
        return { kind: state, queued: waiting.length };
      case "signedOut":
        return { kind: "signedOut", signInAgain: this.signInAgain };
    }
  }
}
