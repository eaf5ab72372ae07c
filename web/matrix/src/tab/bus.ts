import type { News } from "../engine/Engine.ts";
import type { Outgoing } from "../queue/Outgoing.ts";

/** What the tabs of one person say to each other. */
export type Word =
  /** A tab asks whether there is an engine. */
  | { readonly kind: "hello" }
  /** The leading tab has one. */
  | { readonly kind: "here" }
  | { readonly kind: "call"; readonly id: string; readonly command: string; readonly args: readonly unknown[] }
  | { readonly kind: "answer"; readonly id: string; readonly value: unknown }
  | { readonly kind: "refusal"; readonly id: string; readonly code: string; readonly message: string }
  | { readonly kind: "news"; readonly news: News }
  | { readonly kind: "queue"; readonly items: readonly Outgoing[] }
  /** Another tab has put something into the stored queue. */
  | { readonly kind: "queued" }
  | { readonly kind: "retry"; readonly transactionId: string }
  | { readonly kind: "remove"; readonly transactionId: string }
  | { readonly kind: "wake" }
  /** Signed out: every tab starts anew. */
  | { readonly kind: "signedOut" };

export interface Bus {
  say(word: Word): void;
  close(): void;
}

/** Only tabs of this origin are on the channel, running this very client. */
export function openBus(onWord: (word: Word) => void): Bus {
  const channel = new BroadcastChannel("vestnik");
  channel.onmessage = (message: MessageEvent<Word>) => onWord(message.data);
  return { say: (word) => channel.postMessage(word), close: () => channel.close() };
}
