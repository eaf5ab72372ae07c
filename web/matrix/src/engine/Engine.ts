import type { ChatContents, ChatDetails, ChatSummary, Person, TrustState } from "../chat.ts";
import type { DeviceId, EventId, RoomId, UserId } from "../ids.ts";
import type { DeviceRow } from "./Account.ts";
import type { IdentityState } from "./identityState.ts";
import type { VerificationState } from "./verificationState.ts";

/**
 * What the heavy part of the client does for the light one. Everything that crosses this line can be cloned, so that
 * the tab that holds the engine serves the other tabs over a channel.
 */
export interface Engine {
  /** From now on news come about this chat's contents, trust and details. */
  open(roomId: RoomId): Promise<void>;
  loadOlder(roomId: RoomId): Promise<void>;
  markRead(roomId: RoomId, eventId: EventId): Promise<void>;
  setTyping(roomId: RoomId, isTyping: boolean): Promise<void>;

  searchPeople(text: string): Promise<readonly Person[]>;
  chatWithPerson(userId: UserId): Promise<RoomId>;
  createGroup(name: string, people: readonly UserId[]): Promise<RoomId>;
  invite(roomId: RoomId, userId: UserId): Promise<void>;
  acceptInvite(roomId: RoomId): Promise<void>;
  joinByLink(roomId: RoomId): Promise<void>;
  leave(roomId: RoomId): Promise<void>;
  remove(roomId: RoomId, userId: UserId): Promise<void>;
  ban(roomId: RoomId, userId: UserId): Promise<void>;
  setPower(roomId: RoomId, userId: UserId, power: number): Promise<void>;
  rename(roomId: RoomId, name: string): Promise<void>;
  openByLink(roomId: RoomId, isOpen: boolean): Promise<void>;
  mute(roomId: RoomId, isMuted: boolean): Promise<void>;
  block(userId: UserId, isBlocked: boolean): Promise<void>;

  acceptMembers(roomId: RoomId): Promise<void>;
  acceptIdentity(roomId: RoomId, userId: UserId): Promise<void>;
  /** The person has read that somebody's key backup was swapped. */
  swappedBackupWasSeen(userId: UserId): Promise<void>;

  verifyPerson(userId: UserId): Promise<void>;
  verifyOwnDevice(): Promise<void>;
  acceptVerification(): Promise<void>;
  compareEmoji(): Promise<void>;
  scanCode(code: Uint8ClampedArray): Promise<void>;
  confirmVerification(): Promise<void>;
  refuseVerification(): Promise<void>;
  closeVerification(): Promise<void>;

  recoveryCode(): Promise<string | undefined>;
  recoveryCodeWasSaved(): Promise<void>;
  renewRecoveryCode(): Promise<void>;
  recover(code: string): Promise<void>;
  restoreHistory(): Promise<void>;
  startAnew(password: string): Promise<void>;
  acceptReplacedIdentity(): Promise<void>;

  profile(): Promise<Person>;
  setName(name: string): Promise<void>;
  setPicture(blob: Blob | undefined): Promise<void>;
  devices(): Promise<readonly DeviceRow[]>;
  renameDevice(id: DeviceId, name: string): Promise<void>;
  signOutDevices(ids: readonly DeviceId[], password: string | undefined): Promise<void>;

  /** Everything told so far, once more: for a tab that has just come. */
  tellAgain(): Promise<void>;
}

export type News =
  /**
   * All chats, in no order. `isStored`: the SDK's own store says so and the server has not been heard yet. That store is
   * minutes behind, so it is for those who know nothing better.
   */
  | { readonly kind: "summaries"; readonly summaries: readonly ChatSummary[]; readonly isStored: boolean }
  | {
      readonly kind: "contents";
      readonly contents: ChatContents;
      readonly olderFailed: boolean;
      readonly isStored: boolean;
    }
  | { readonly kind: "trust"; readonly trust: TrustState }
  | { readonly kind: "details"; readonly details: ChatDetails }
  | { readonly kind: "identity"; readonly identity: IdentityState }
  | { readonly kind: "verification"; readonly verification: VerificationState | undefined }
  | { readonly kind: "connection"; readonly state: "online" | "offline" | "serverGone" }
  | { readonly kind: "signedOut" }
  | { readonly kind: "me"; readonly person: Person };
