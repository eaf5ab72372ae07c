import { ClientEvent, KnownMembership, type MatrixClient, type ReceivedToDeviceMessage, type Room } from "matrix-js-sdk";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api/index.js";
import { asList, field } from "../decode.ts";
import { type UserId, isUserId } from "../ids.ts";
import { fact, setFact } from "./Facts.ts";
import type { BackupState } from "./identityState.ts";
import { readersOf } from "./people.ts";

/** Content: `is_own`, whether the backup on the server is signed by the sender. Sent encrypted, from device to device. */
const type = "org.vestnik.key_backup";
/** In larger groups nobody knows everybody, and each device costs a message. */
const largestCircle = 50;

/**
 * Only a person's own devices can see that their key backup was swapped, yet what others wrote to them is in it. So
 * the device that sees it tells those it writes with, and tells them again when the backup is its owner's once more.
 */
export class BackupAlarm {
  private telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly onChange: () => void,
  ) {
    client.on(ClientEvent.ReceivedToDeviceMessage, (received) => void this.hear(received).catch(() => undefined));
  }

  /** How the own backup stands now; one change is told once. What could not be told is told the next time. */
  own(backup: BackupState): void {
    this.telling = this.telling.then(() => this.tell(backup)).catch(() => undefined);
  }

  /** Those whose devices have said that their backup was swapped. */
  async raised(): Promise<ReadonlySet<UserId>> {
    const stored = await fact("swappedBackups");
    return new Set(asList(stored === undefined ? undefined : JSON.parse(stored)).filter(isUserId));
  }

  async setRaised(userId: UserId, isRaised: boolean): Promise<void> {
    const others = [...(await this.raised())].filter((one) => one !== userId);
    await setFact("swappedBackups", JSON.stringify(isRaised ? [...others, userId] : others));
    this.onChange();
  }

  private async tell(backup: BackupState): Promise<void> {
    const wasTold = (await fact("toldOfSwappedBackup")) !== undefined;
    if (backup === "off" || wasTold === (backup === "foreign")) return;
    const devices = await this.signedDevices(await this.circle());
    if (devices.length > 0) {
      const batch = await this.crypto.encryptToDeviceMessages(type, devices, { is_own: backup === "on" });
      await this.client.queueToDevice(batch);
    }
    await setFact("toldOfSwappedBackup", backup === "foreign" ? "yes" : undefined);
  }

  private async hear({ message, encryptionInfo }: ReceivedToDeviceMessage): Promise<void> {
    const { sender } = message;
    if (message.type !== type || encryptionInfo === null || encryptionInfo.sender !== sender || !isUserId(sender)) return;
    // A device that the server has added to somebody's account has nothing to say about them.
    if (!(await this.isSigned(sender, encryptionInfo.senderDevice))) return;
    await this.setRaised(sender, field(message.content, "is_own") !== true);
  }

  /** Everybody in a chat that is small enough. */
  private async circle(): Promise<readonly UserId[]> {
    const isClose = (room: Room) => room.hasEncryptionStateEvent() && room.getInvitedAndJoinedMemberCount() <= largestCircle;
    const rooms = this.client.getRooms().filter((room) => room.getMyMembership() === KnownMembership.Join && isClose(room));
    await Promise.all(rooms.map((room) => room.loadMembersIfNeeded()));
    const me = this.client.getSafeUserId();
    return [...new Set(rooms.flatMap(readersOf))].filter((userId) => userId !== me);
  }

  private async signedDevices(people: readonly UserId[]) {
    const found = await this.crypto.getUserDeviceInfo([...people]);
    const all = [...found].flatMap(([userId, devices]) => [...devices.keys()].map((deviceId) => ({ userId, deviceId })));
    const verdicts = await Promise.all(all.map(({ userId, deviceId }) => this.isSigned(userId, deviceId)));
    return all.filter((_, place) => verdicts[place]);
  }

  private async isSigned(userId: string, deviceId: string | undefined): Promise<boolean> {
    const status = deviceId === undefined ? null : await this.crypto.getDeviceVerificationStatus(userId, deviceId);
    return status?.signedByOwner === true;
  }
}
