import type { RoomId } from "@vestnik/matrix/ids";
import type { ChatHeading } from "./TimelineSnapshot.ts";
import type { PersonTrust, TrustNotice } from "./TrustSnapshot.ts";
import type { Person } from "./parts.ts";

export type DetailsSnapshot =
  | { readonly kind: "closed" }
  | { readonly kind: "loading"; readonly roomId: RoomId; close(): void }
  | {
      readonly kind: "person";
      readonly roomId: RoomId;
      readonly chat: ChatHeading;
      readonly person: Person;
      readonly trust: PersonTrust;
      readonly notices: readonly TrustNotice[];
      readonly mute: Mute;
      readonly block: { readonly isBlocked: boolean; toggle(): void };
      /** Starts verification by emoji or QR; absent when already verified or not possible. */
      verify?(): void;
      leave(): void;
      close(): void;
    }
  | {
      readonly kind: "group";
      readonly roomId: RoomId;
      readonly chat: ChatHeading;
      /** Milliseconds since the epoch. */
      readonly created?: number;
      /** Owner first, then by name. */
      readonly members: readonly MemberRow[];
      readonly verifiedCount: number;
      readonly notices: readonly TrustNotice[];
      readonly mute: Mute;
      /** Opens the dialog with link, name and QR; absent when the user may not invite. */
      invite?(): void;
      rename?(name: string): void;
      leave(): void;
      close(): void;
    };

export type MemberRow = {
  readonly person: Person;
  readonly isMe: boolean;
  readonly state: "joined" | "invited";
  readonly role: Role;
  readonly trust: PersonTrust;
  /** Roles the user may give this person. */
  readonly assignableRoles: readonly Role[];
  setRole?(role: Role): void;
  remove?(): void;
  ban?(): void;
};

export type Role = "owner" | "administrator" | "moderator" | "member";

export type Mute = {
  readonly isMuted: boolean;
  toggle(): void;
};
