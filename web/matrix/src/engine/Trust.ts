import type { MatrixClient, Room } from "matrix-js-sdk";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { ChatMember, TrustReason, TrustState } from "../chat.ts";
import { type DeviceId, type RoomId, type UserId, isDeviceId } from "../ids.ts";
import type { AcceptedMembers } from "./AcceptedMembers.ts";
import type { BackupAlarm } from "./BackupAlarm.ts";
import type { Identity } from "./Identity.ts";
import { personOf, readersOf } from "./people.ts";

/**
 * Who may read the next message, and whether the person knows. The SDK gives keys only to devices that their owners
 * have signed; this adds what it leaves to the client: a changed identity and an unseen member stop sending.
 */
export class Trust {
  constructor(
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly identity: Identity,
    private readonly accepted: AcceptedMembers,
    private readonly alarm: BackupAlarm,
  ) {}

  async of(room: Room): Promise<TrustState> {
    const roomId = room.roomId as RoomId;
    // Who is only invited writes nothing, and knows of the chat what the server cares to tell.
    if (room.getMyMembership() !== "join") return { roomId, unsignedDevices: [], withoutIdentity: [], swappedBackups: [] };
    await room.loadMembersIfNeeded();
    const me = this.client.getSafeUserId() as UserId;
    const readers = readersOf(room);
    const others = readers.filter((userId) => userId !== me);
    const unsignedDevices = await this.unsignedDevices(room, readers);
    const withoutIdentity = await filterAsync(others, async (id) => !(await this.crypto.userHasCrossSigningKeys(id, true)));
    const raised = await this.alarm.raised();
    return {
      roomId,
      unsignedDevices,
      swappedBackups: others.filter((id) => raised.has(id)).map((id) => personOf(room, id)),
      withoutIdentity: withoutIdentity.map((id) => personOf(room, id)),
      question: await this.questionAbout(room, others),
    };
  }

  /** What stops sending in this chat, on the newest keys there are. */
  async question(room: Room): Promise<TrustReason | undefined> {
    await room.loadMembersIfNeeded();
    const others = readersOf(room).filter((userId) => userId !== this.client.getSafeUserId());
    // Waits for a key query that sync has made necessary.
    await this.crypto.getUserDeviceInfo([...others]);
    return this.questionAbout(room, others);
  }

  async ofPerson(userId: string): Promise<ChatMember["trust"]> {
    const status = await this.crypto.getUserVerificationStatus(userId);
    if (status.isCrossSigningVerified()) return "verified";
    if (status.needsUserApproval || status.wasCrossSigningVerified()) return "changed";
    return (await this.crypto.userHasCrossSigningKeys(userId)) ? "unverified" : "none";
  }

  /** The new identity is the person's from now on; a former verification is given up. */
  async acceptIdentity(userId: UserId): Promise<void> {
    const status = await this.crypto.getUserVerificationStatus(userId);
    if (status.wasCrossSigningVerified()) await this.crypto.withdrawVerificationRequirement(userId);
    if (status.needsUserApproval) await this.crypto.pinCurrentUserIdentity(userId);
  }

  async acceptMembers(room: Room): Promise<void> {
    await room.loadMembersIfNeeded();
    await this.accepted.accept(room.roomId as RoomId, readersOf(room));
  }

  private async questionAbout(room: Room, others: readonly UserId[]): Promise<TrustReason | undefined> {
    if (this.identity.isReplaced) return { kind: "ownIdentityChanged" };
    if (!room.hasEncryptionStateEvent() && (await this.crypto.isEncryptionEnabledInRoom(room.roomId)))
      return { kind: "encryptionGone" };
    return (await this.changedIdentity(room, others)) ?? (await this.unseenMembers(room, others));
  }

  private async changedIdentity(room: Room, others: readonly UserId[]): Promise<TrustReason | undefined> {
    for (const userId of others) {
      const status = await this.crypto.getUserVerificationStatus(userId);
      const wasVerified = status.wasCrossSigningVerified() && !status.isCrossSigningVerified();
      if (wasVerified || status.needsUserApproval)
        return { kind: "identityChanged", person: personOf(room, userId), wasVerified };
    }
    return undefined;
  }

  /** The members of a chat that this browser opens for the first time are those that its person joined. */
  private async unseenMembers(room: Room, others: readonly UserId[]): Promise<TrustReason | undefined> {
    const roomId = room.roomId as RoomId;
    await this.accepted.keepOnly(roomId, new Set(others));
    const seen = await this.accepted.of(roomId);
    if (seen === undefined) {
      await this.accepted.accept(roomId, others);
      return undefined;
    }
    const unseen = others.filter((userId) => !seen.has(userId));
    if (unseen.length === 0) return undefined;
    return { kind: "newMembers", people: unseen.map((userId) => personOf(room, userId)) };
  }

  private async unsignedDevices(room: Room, readers: readonly UserId[]): Promise<TrustState["unsignedDevices"]> {
    const devices = await this.crypto.getUserDeviceInfo([...readers]);
    const me = this.client.getSafeUserId();
    const found: TrustState["unsignedDevices"][number][] = [];
    for (const [userId, byId] of devices) {
      const unsigned = await filterAsync([...byId.keys()].filter(isDeviceId), (id) => this.isUnsigned(userId, id));
      if (unsigned.length > 0)
        found.push({ person: personOf(room, userId), isMe: userId === me, deviceIds: unsigned });
    }
    return found;
  }

  private async isUnsigned(userId: string, deviceId: DeviceId): Promise<boolean> {
    const status = await this.crypto.getDeviceVerificationStatus(userId, deviceId);
    return status !== null && !status.signedByOwner;
  }
}

async function filterAsync<T>(items: readonly T[], isWanted: (item: T) => Promise<boolean>): Promise<T[]> {
  const verdicts = await Promise.all(items.map(isWanted));
  return items.filter((_, place) => verdicts[place] === true);
}
