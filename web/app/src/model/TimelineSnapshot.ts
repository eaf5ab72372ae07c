import type { EventId, RoomId } from "@vestnik/matrix/ids";
import type { Delivery, Person, Quote, SystemNotice, UndecryptableReason } from "./parts.ts";

export type { UndecryptableReason } from "./parts.ts";

export type TimelineSnapshot =
  | { readonly kind: "loading"; readonly roomId: RoomId }
  | { readonly kind: "missing"; readonly roomId: RoomId }
  | {
      readonly kind: "invited";
      readonly roomId: RoomId;
      readonly invite: Invite;
    }
  | {
      readonly kind: "open";
      readonly roomId: RoomId;
      readonly chat: ChatHeading;
      /** Oldest first. */
      readonly items: readonly TimelineItem[];
      /** Where the view starts when the chat is opened: an item's key, or the end. */
      readonly landing: { readonly kind: "end" } | { readonly kind: "item"; readonly key: string };
      readonly older: OlderMessages;
      /** Messages of others after the last one that was in view; the jump button's figure. */
      readonly unseen: number;
      readonly typing: readonly Person[];
      /** Called with the newest message that was in view for 500 ms while the page was visible and focused. */
      markSeen(eventId: EventId): void;
    };

export type Invite = {
  readonly by?: Person;
  readonly chat: ChatHeading;
  readonly progress: "idle" | "accepting" | "declining";
  readonly error?: string;
  accept(): void;
  decline(): void;
};

export type OlderMessages =
  | { readonly kind: "more"; load(): void }
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; retry(): void }
  /** The beginning of the chat, or of what this person may see, is loaded. */
  | { readonly kind: "none" };

export type ChatHeading = {
  readonly kind: "person" | "group";
  readonly title: string;
  readonly colourSeed: string;
  readonly avatar?: { readonly url?: string };
  readonly isEncrypted: boolean;
  /** The other one in a one-to-one chat. */
  readonly person?: Person;
  /** Joined and invited people, with the user. */
  readonly memberCount: number;
  readonly topic?: string;
};

/** `key` is stable for the life of the item: an own message keeps it when the server confirms it. */
export type TimelineItem =
  | { readonly kind: "day"; readonly key: string; readonly time: number }
  | { readonly kind: "unread"; readonly key: string }
  | { readonly kind: "system"; readonly key: string; readonly time: number; readonly notice: SystemNotice }
  | MessageItem;

export type MessageItem = {
  readonly kind: "message";
  readonly key: string;
  /** Absent until the server has given one. */
  readonly eventId?: EventId;
  readonly time: number;
  readonly sender: Person;
  readonly isOwn: boolean;
  /** Place in a run of messages by one sender under five minutes apart. */
  readonly group: "single" | "first" | "middle" | "last";
  readonly body: MessageBody;
  readonly reply?: Quote;
  readonly isEdited: boolean;
  readonly reactions: readonly Reaction[];
  /** Of own messages only. */
  readonly delivery?: Delivery;
  /** In a group: who has read up to this very message. */
  readonly readBy: readonly Person[];
  /** Doubt about who wrote it, drawn as a small line with words; absent when all is well. */
  readonly doubt?: "unsignedDevice" | "notEncrypted" | "identityChanged" | "fromKeyBackup";
  /** Mentions the user. */
  readonly mentionsMe: boolean;
  readonly actions: MessageActions;
};

export type MessageBody =
  | { readonly kind: "text"; readonly text: string; readonly isEmote: boolean; readonly isNotice: boolean }
  | ImageBody
  | FileBody
  | { readonly kind: "deleted"; readonly by?: Person }
  | {
      readonly kind: "undecryptable";
      readonly reason: UndecryptableReason;
      /** Leads to the recovery screen; present when the key backup may hold the key. */
      recover?(): void;
    }
  /** A kind of event this client does not know; a newer one may. `type` is for "Details". */
  | { readonly kind: "unknown"; readonly type: string; readonly fallback?: string; reload(): void }
  | { readonly kind: "blocked"; show(): void };

export type ImageBody = {
  readonly kind: "image";
  readonly name: string;
  readonly caption?: string;
  /** Pixels, from the event; the view reserves the place with them. Absent when the sender gave none. */
  readonly width?: number;
  readonly height?: number;
  readonly bytes?: number;
  readonly blurhash?: string;
  readonly transfer: Transfer;
};

export type FileBody = {
  readonly kind: "file";
  readonly name: string;
  readonly caption?: string;
  readonly bytes?: number;
  readonly mimeType?: string;
  readonly transfer: Transfer;
};

/** Where the bytes of an attachment are. Progress is 0 to 1. */
export type Transfer =
  | { readonly kind: "remote"; download(): void }
  | { readonly kind: "downloading"; readonly progress: number; cancel(): void }
  /** `url` is an object URL of the picture that goes up. */
  | { readonly kind: "uploading"; readonly progress: number; readonly url?: string; cancel(): void }
  /** `url` is an object URL of the decrypted bytes (a picture: of its thumbnail; `full()` fetches the whole one). */
  | { readonly kind: "here"; readonly url: string; full?(): Promise<string>; save(): void }
  | { readonly kind: "failed"; readonly reason: "offline" | "gone" | "damaged" | "tooLarge"; retry(): void };

export type Reaction = {
  readonly text: string;
  readonly count: number;
  readonly isOwn: boolean;
  readonly people: readonly Person[];
  toggle(): void;
};

/** Only what is legal now is present. */
export type MessageActions = {
  reply?(): void;
  react?(text: string): void;
  edit?(): void;
  delete?(): void;
  copy?(): void;
};
