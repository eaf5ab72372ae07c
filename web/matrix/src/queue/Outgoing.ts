import type { MediaSource, Quote } from "../chat.ts";
import type { EventId, RoomId } from "../ids.ts";

/** Something said that the server may not have yet. Saved before it is shown, kept until the server has confirmed it. */
export type Outgoing = {
  /** The same for every attempt, through reloads: the server makes one event of it. */
  readonly transactionId: string;
  readonly roomId: RoomId;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Order of saying, over all chats. */
  readonly order: number;
  readonly what: OutgoingContent;
  readonly state: OutgoingState;
};

export type OutgoingContent =
  | { readonly kind: "text"; readonly text: string; readonly reply?: Quote }
  | { readonly kind: "edit"; readonly target: EventId; readonly text: string }
  | { readonly kind: "reaction"; readonly target: EventId; readonly text: string }
  | { readonly kind: "redaction"; readonly target: EventId }
  | OutgoingAttachment;

export type OutgoingAttachment = {
  readonly kind: "attachment";
  readonly picture: boolean;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  readonly blob: Blob;
  readonly width?: number;
  readonly height?: number;
  readonly caption?: string;
  readonly reply?: Quote;
  readonly thumbnail?: { readonly blob: Blob; readonly width: number; readonly height: number };
  /** What is on the server already: an attempt after a reload does not upload again. */
  readonly uploaded?: { readonly source: MediaSource; readonly thumbnail?: MediaSource };
};

export type OutgoingState =
  | { readonly kind: "queued" }
  | { readonly kind: "sending"; readonly progress?: number }
  /** The server has it; it stays until its event comes down the timeline. */
  | { readonly kind: "sent"; readonly eventId: EventId }
  | { readonly kind: "failed"; readonly reason: OutgoingFailure; readonly code?: string };

export type OutgoingFailure =
  | "tooLarge"
  | "notAllowed"
  | "encryption"
  | "identityChanged"
  | "newMember"
  | "unknown";

export const newTransactionId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `v${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};
