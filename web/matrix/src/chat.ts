import type { EncryptedFile } from "./media/attachments.ts";
import type { DeviceId, EventId, MxcUrl, RoomId, UserId } from "./ids.ts";

/**
 * What the client knows of chats, as plain values: they are cached as they are, sent between tabs as they are,
 * and hold no SDK object.
 */

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

export type UndecryptableReason =
  /** Sent before this device was signed in, and the backup has not been opened here. */
  | "beforeThisDevice"
  /** The sender has not shared the key (yet). */
  | "keyNotReceived"
  /** The sender's client withheld the key, e.g. because this device is not signed by its owner. */
  | "withheld"
  /** Written by a device that its owner has not signed: not trusted, not shown. */
  | "unsignedSender"
  | "identityChanged"
  | "damaged";

export type ChatSummary = {
  readonly id: RoomId;
  readonly kind: "person" | "group";
  readonly title: string;
  readonly avatar?: Picture;
  /** The other one in a one-to-one chat. */
  readonly person?: Person;
  readonly membership: "joined" | "invited" | "left";
  readonly inviter?: Person;
  readonly isEncrypted: boolean;
  readonly memberCount: number;
  readonly topic?: string;
  /** Milliseconds since the epoch of the last message, or of the chat's beginning. */
  readonly time?: number;
  readonly preview?: SummaryPreview;
  readonly unread: number;
  readonly mentions: number;
  readonly isMuted: boolean;
  /** Tagged `m.favourite`. */
  readonly isPinned: boolean;
  readonly canWrite: boolean;
  readonly typing: readonly Person[];
};

export type SummaryPreview = {
  readonly sender?: Person;
  readonly isOwn: boolean;
  readonly excerpt: Excerpt;
  readonly delivery?: "sent" | "read";
};

/** A stretch of a chat from some message to its end, oldest first. */
export type ChatContents = {
  readonly roomId: RoomId;
  readonly entries: readonly ChatEntry[];
  readonly hasOlder: boolean;
  /** The last message this person has seen on any device. */
  readonly readUpTo?: EventId;
};

export type ChatEntry = SystemEntry | MessageEntry;

export type SystemEntry = {
  readonly kind: "system";
  readonly eventId: EventId;
  readonly time: number;
  readonly notice: SystemNotice;
};

export type MessageEntry = {
  readonly kind: "message";
  readonly eventId: EventId;
  /** Of a message sent from this device. */
  readonly transactionId?: string;
  readonly time: number;
  readonly sender: Person;
  readonly isOwn: boolean;
  readonly body: EntryBody;
  readonly reply?: Quote;
  readonly isEdited: boolean;
  readonly reactions: readonly EntryReaction[];
  readonly readBy: readonly Person[];
  readonly doubt?: "unsignedDevice" | "notEncrypted" | "identityChanged" | "fromKeyBackup";
  readonly mentionsMe: boolean;
  readonly canDelete: boolean;
  /** Written by somebody whom this person has blocked. */
  readonly isBlocked: boolean;
};

export type EntryBody =
  | { readonly kind: "text"; readonly text: string; readonly isEmote: boolean; readonly isNotice: boolean }
  | EntryAttachment
  | { readonly kind: "deleted"; readonly by?: Person }
  | { readonly kind: "undecryptable"; readonly reason: UndecryptableReason }
  | { readonly kind: "unknown"; readonly type: string; readonly fallback?: string };

export type EntryAttachment = {
  readonly kind: "image" | "file";
  readonly name: string;
  readonly caption?: string;
  readonly width?: number;
  readonly height?: number;
  readonly bytes?: number;
  readonly mimeType?: string;
  readonly source: MediaSource;
  readonly thumbnail?: MediaSource;
};

/** Where bytes lie on the server, and what opens them when they are encrypted. */
export type MediaSource =
  | { readonly kind: "clear"; readonly mxc: MxcUrl }
  | { readonly kind: "encrypted"; readonly file: EncryptedFile };

export type EntryReaction = {
  readonly text: string;
  readonly people: readonly Person[];
  /** The user's own reaction event, to take it back. */
  readonly ownEventId?: EventId;
};

export type ChatMember = {
  readonly person: Person;
  readonly isMe: boolean;
  readonly isBlocked: boolean;
  readonly state: "joined" | "invited";
  /** Power level of the protocol; creators of room version 12 have `Infinity`. */
  readonly power: number;
  readonly trust: "verified" | "unverified" | "changed" | "none";
};

export type ChatDetails = {
  readonly roomId: RoomId;
  readonly created?: number;
  readonly members: readonly ChatMember[];
  readonly powers: {
    readonly own: number;
    readonly invite: number;
    readonly remove: number;
    readonly ban: number;
    readonly rename: number;
    readonly changeRoles: number;
  };
  /** True when anybody with the link may join. */
  readonly isOpenByLink: boolean;
  readonly isMuted: boolean;
};

export type TrustState = {
  readonly roomId: RoomId;
  /** People with devices that their owners have not signed: such devices get no keys. */
  readonly unsignedDevices: readonly {
    readonly person: Person;
    readonly isMe: boolean;
    readonly deviceIds: readonly DeviceId[];
  }[];
  readonly withoutIdentity: readonly Person[];
  /** People whose own devices say that their key backup on the server was swapped. */
  readonly swappedBackups: readonly Person[];
  /** The first of the reasons to stop sending, gravest first. */
  readonly question?: TrustReason;
};

export type TrustReason =
  | { readonly kind: "ownIdentityChanged" }
  | { readonly kind: "encryptionGone" }
  | { readonly kind: "identityChanged"; readonly person: Person; readonly wasVerified: boolean }
  | { readonly kind: "newMembers"; readonly people: readonly Person[] };
