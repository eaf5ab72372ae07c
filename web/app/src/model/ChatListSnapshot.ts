import type { RoomId } from "@vestnik/matrix/ids";
import type { Delivery, Excerpt, Person, Picture } from "./parts.ts";

export type ChatListSnapshot =
  /** Nothing cached and nothing synced yet: the first start on this browser. Skeleton after 150 ms. */
  | { readonly kind: "loading" }
  | {
      readonly kind: "ready";
      /** Pinned ones first, then the newest: the order in which they are drawn. */
      readonly rows: readonly ChatRow[];
      readonly filter: ChatFilter;
      readonly counts: Readonly<Record<ChatFilter, number>>;
      /** What is typed into the search field; rows are already filtered by it. */
      readonly query: string;
      /** True when the rows come from the local cache and the server has not confirmed them yet. */
      readonly isCached: boolean;
      readonly openRoomId?: RoomId;
      setFilter(filter: ChatFilter): void;
      search(query: string): void;
      open(roomId: RoomId): void;
      startNewChat(): void;
    };

export const chatFilters = ["all", "unread", "people", "groups"] as const;
export type ChatFilter = (typeof chatFilters)[number];

export type ChatRow = {
  readonly id: RoomId;
  readonly kind: "person" | "group";
  /** In-app link of the chat, for a real <a href>. */
  readonly href: string;
  readonly title: string;
  /** Seed of the avatar's colour: the other person's id in a one-to-one chat, else the room id. */
  readonly colourSeed: string;
  readonly avatar?: Picture;
  readonly membership: "joined" | "invited";
  /** Milliseconds since the epoch of the last message; absent in a chat without any. */
  readonly time?: number;
  readonly preview?: ChatPreview;
  readonly unread: number;
  readonly mentions: number;
  /** First line of what is typed and not sent. Drawn instead of the preview. */
  readonly draft?: string;
  readonly isMuted: boolean;
  readonly isPinned: boolean;
  /** Who is typing now, without the user. Drawn instead of draft and preview. */
  readonly typing: readonly Person[];
  /** True when sending is stopped until the person has read a sentence about trust. */
  readonly needsDecision: boolean;
};

export type ChatPreview = {
  /** Absent in one-to-one chats and system lines. */
  readonly sender?: Person;
  readonly isOwn: boolean;
  readonly excerpt: Excerpt;
  /** Of an own message. */
  readonly delivery?: Delivery["kind"];
};
