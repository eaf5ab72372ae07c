import type { DeviceId } from "@vestnik/matrix/ids";
import type { Person } from "./parts.ts";

/** What the chat has to say about trust. One sentence, and where one is needed a choice. */
export type TrustSnapshot =
  | { readonly kind: "fine" }
  /** Something to know; sending goes on. */
  | { readonly kind: "notice"; readonly notices: readonly TrustNotice[] }
  /** Sending in this chat is stopped until one of the choices was made. */
  | {
      readonly kind: "decision";
      readonly question: TrustQuestion;
      /** In the order in which they are drawn; at least two. */
      readonly choices: readonly TrustChoice[];
      readonly progress: "idle" | "working" | "failed";
    };

export type TrustNotice = {
  readonly key: string;
  readonly about:
    /** A device of this person is not signed by its owner: it gets no keys and reads nothing. */
    | { readonly kind: "unsignedDevice"; readonly person: Person; readonly isMe: boolean; readonly deviceIds: readonly DeviceId[] }
    /** The person has not set up an identity: their devices get no keys. */
    | { readonly kind: "noIdentity"; readonly person: Person }
    /** The person's own device says that their key backup on the server was swapped. */
    | { readonly kind: "swappedBackup"; readonly person: Person };
  dismiss?(): void;
};

export type TrustQuestion =
  /** The person's identity is another one than before. `wasVerified`: the user had compared it in person. */
  | { readonly kind: "identityChanged"; readonly person: Person; readonly wasVerified: boolean }
  /** The user's own identity was replaced, and not from this device. */
  | { readonly kind: "ownIdentityChanged" }
  /** People are in the chat whom the user has not seen there: on the word of the server. */
  | { readonly kind: "newMembers"; readonly people: readonly Person[] }
  /** Encryption of the chat is reported off though it was on: nothing is sent in clear. */
  | { readonly kind: "encryptionGone" };

export type TrustChoice = {
  readonly kind:
    /** Compare again, by emoji or QR. */
    | "verify"
    /** Give up the verification and pin the new identity, then send. */
    | "withdrawVerification"
    /** Pin the new identity, then send. */
    | "acceptNewIdentity"
    /** Accept these people as members, then send. */
    | "acceptMembers"
    | "removeMembers"
    | "leaveChat"
    | "signOut";
  readonly weight: "main" | "other" | "danger";
  choose(): void;
};

/** How sure the user can be of a person; said in words in the details. */
export type PersonTrust =
  /** Compared by emoji or QR. */
  | "verified"
  /** An identity is known and unchanged since the first message, but never compared. */
  | "unverified"
  | "changed"
  | "none";
