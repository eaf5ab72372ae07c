export type { Excerpt, Person, Picture, Quote, SystemNotice, UndecryptableReason } from "@vestnik/matrix/chat";

/** How far an own message has come. Foreign messages have none. */
export type Delivery =
  | { readonly kind: "queued" }
  | { readonly kind: "sending" }
  | { readonly kind: "sent" }
  | { readonly kind: "delivered" }
  | { readonly kind: "read" }
  | {
      readonly kind: "failed";
      readonly reason: FailureReason;
      /** The server's code, for "Details" and copying. */
      readonly code?: string;
      retry(): void;
      /** Of the newest failed message, when there are others in the chat. */
      retryAll?(): void;
      delete(): void;
    };

export type FailureReason =
  | "offline"
  | "serverGone"
  | "tooLarge"
  | "notAllowed"
  | "rateLimited"
  | "identityChanged"
  | "newMember"
  | "encryption"
  | "unknown";
