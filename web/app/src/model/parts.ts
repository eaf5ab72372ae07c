import type { EventId, MxcUrl, UserId } from "@vestnik/matrix/ids";

/** A picture the view may draw. `url` is an object URL of an authenticated download; absent while it is being fetched. */
export type Picture = {
  readonly mxc: MxcUrl;
  readonly url?: string;
};

export type Person = {
  readonly id: UserId;
  /** Display name as the chat shows it; the local part of the id when the person has set none. Never empty. */
  readonly name: string;
  readonly avatar?: Picture;
};

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

/** One line about a message that stands elsewhere: in a reply, the edit strip, a list row. */
export type Excerpt =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly caption?: string }
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "deleted" }
  | { readonly kind: "undecryptable" }
  | { readonly kind: "unknown" }
  | { readonly kind: "system"; readonly notice: SystemNotice };

/** A quoted message. Everything but the id is absent while the message is not at hand. */
export type Quote = {
  readonly eventId: EventId;
  readonly sender?: Person;
  readonly excerpt?: Excerpt;
};

/** What happened in a chat apart from messages; the view turns it into a sentence. */
export type SystemNotice =
  | { readonly kind: "created"; readonly by: Person }
  | { readonly kind: "joined"; readonly who: Person }
  | { readonly kind: "invited"; readonly by: Person; readonly who: Person }
  | { readonly kind: "left"; readonly who: Person }
  | { readonly kind: "declinedInvite"; readonly who: Person }
  | { readonly kind: "removed"; readonly by: Person; readonly who: Person; readonly reason?: string }
  | { readonly kind: "banned"; readonly by: Person; readonly who: Person; readonly reason?: string }
  | { readonly kind: "unbanned"; readonly by: Person; readonly who: Person }
  | { readonly kind: "nameChanged"; readonly by: Person; readonly name: string }
  | { readonly kind: "topicChanged"; readonly by: Person; readonly topic: string }
  | { readonly kind: "avatarChanged"; readonly by: Person }
  | { readonly kind: "rolesChanged"; readonly by: Person }
  | { readonly kind: "encryptionOn"; readonly by: Person }
  | { readonly kind: "personRenamed"; readonly who: Person; readonly from: string };
