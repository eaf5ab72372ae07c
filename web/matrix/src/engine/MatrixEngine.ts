import type { MatrixClient, Room } from "matrix-js-sdk";
import { Refusal } from "../Refusal.ts";
import type { Person } from "../chat.ts";
import type { DeviceId, EventId, RoomId, UserId } from "../ids.ts";
import type { SendQueue } from "../queue/SendQueue.ts";
import type { Account } from "./Account.ts";
import type { Announcer } from "./Announcer.ts";
import type { BackupAlarm } from "./BackupAlarm.ts";
import type { Chats } from "./Chats.ts";
import type { Engine, News } from "./Engine.ts";
import { refusalOf } from "./EventTransport.ts";
import type { Identity } from "./Identity.ts";
import type { Trust } from "./Trust.ts";
import type { Verification } from "./Verification.ts";

/** Messages fetched at once when a chat is read backwards. */
const pageSize = 40;
/** How long others see "typing" without a new sign, milliseconds. */
const typingFor = 20_000;

export type EngineParts = {
  readonly client: MatrixClient;
  readonly identity: Identity;
  readonly verification: Verification;
  readonly trust: Trust;
  readonly alarm: BackupAlarm;
  readonly chats: Chats;
  readonly account: Account;
  readonly announcer: Announcer;
  readonly queue: SendQueue;
  readonly lastNews: ReadonlyMap<string, News>;
  tell(news: News): void;
};

/** The commands of the client, each one step over the parts that know how. */
export class MatrixEngine implements Engine {
  constructor(private readonly parts: EngineParts) {}

  async open(roomId: RoomId): Promise<void> {
    this.parts.announcer.watch(roomId);
  }

  /** Resolves after the news of what was loaded. */
  async loadOlder(roomId: RoomId): Promise<void> {
    const room = this.room(roomId);
    const hasFailed = await this.parts.client.scrollback(room, pageSize).then(
      () => false,
      () => true,
    );
    await this.parts.announcer.tellContents(room, hasFailed);
  }

  async markRead(roomId: RoomId, eventId: EventId): Promise<void> {
    const event = this.room(roomId).findEventById(eventId);
    if (event !== undefined) await this.parts.client.setRoomReadMarkers(roomId, eventId, event);
  }

  async setTyping(roomId: RoomId, isTyping: boolean): Promise<void> {
    await this.parts.client.sendTyping(roomId, isTyping, isTyping ? typingFor : 0);
  }

  searchPeople = (text: string): Promise<readonly Person[]> => asked(this.parts.account.searchPeople(text));
  chatWithPerson = (userId: UserId): Promise<RoomId> => asked(this.parts.chats.withPerson(userId));
  createGroup = (name: string, people: readonly UserId[]): Promise<RoomId> =>
    asked(this.parts.chats.group(name, people));
  invite = (roomId: RoomId, userId: UserId): Promise<void> => asked(this.parts.chats.invite(roomId, userId));
  acceptInvite = (roomId: RoomId): Promise<void> => asked(this.parts.chats.acceptInvite(roomId));
  joinByLink = (roomId: RoomId): Promise<void> => asked(this.parts.chats.join(roomId));
  leave = (roomId: RoomId): Promise<void> => asked(this.parts.chats.leave(roomId));
  remove = (roomId: RoomId, userId: UserId): Promise<void> => asked(this.parts.chats.remove(roomId, userId));
  ban = (roomId: RoomId, userId: UserId): Promise<void> => asked(this.parts.chats.ban(roomId, userId));
  setPower = (roomId: RoomId, userId: UserId, power: number): Promise<void> =>
    asked(this.parts.chats.setPower(roomId, userId, power));
  rename = (roomId: RoomId, name: string): Promise<void> => asked(this.parts.chats.rename(roomId, name));
  openByLink = (roomId: RoomId, isOpen: boolean): Promise<void> => asked(this.parts.chats.openByLink(roomId, isOpen));

  async mute(roomId: RoomId, isMuted: boolean): Promise<void> {
    await asked(this.parts.chats.mute(roomId, isMuted));
    this.parts.announcer.mark(roomId, "summary", "details");
  }

  block = (userId: UserId, isBlocked: boolean): Promise<void> => asked(this.parts.chats.block(userId, isBlocked));

  async acceptMembers(roomId: RoomId): Promise<void> {
    await this.parts.trust.acceptMembers(this.room(roomId));
    this.trustChanged();
  }

  async acceptIdentity(_roomId: RoomId, userId: UserId): Promise<void> {
    await asked(this.parts.trust.acceptIdentity(userId));
    this.trustChanged();
  }

  swappedBackupWasSeen = (userId: UserId): Promise<void> => this.parts.alarm.setRaised(userId, false);

  async verifyPerson(userId: UserId): Promise<void> {
    const roomId = await asked(this.parts.chats.withPerson(userId));
    await asked(this.parts.verification.startWithPerson(userId, roomId));
  }

  verifyOwnDevice = (): Promise<void> => asked(this.parts.verification.startWithOwnDevices());
  acceptVerification = (): Promise<void> => asked(this.parts.verification.accept());
  compareEmoji = (): Promise<void> => asked(this.parts.verification.compareEmoji());
  scanCode = (code: Uint8ClampedArray): Promise<void> => asked(this.parts.verification.scan(code));
  confirmVerification = (): Promise<void> => asked(this.parts.verification.confirm());
  closeVerification = (): Promise<void> => asked(this.parts.verification.close());

  async refuseVerification(): Promise<void> {
    this.parts.verification.differs();
  }

  recoveryCode = (): Promise<string | undefined> => this.parts.identity.recoveryCode();
  recoveryCodeWasSaved = (): Promise<void> => this.parts.identity.recoveryCodeWasSaved();
  renewRecoveryCode = (): Promise<void> => asked(this.parts.identity.renewRecoveryCode());
  restoreHistory = (): Promise<void> => asked(this.parts.identity.restoreHistory());
  acceptReplacedIdentity = (): Promise<void> => this.parts.identity.acceptReplaced();

  async recover(code: string): Promise<void> {
    await asked(this.parts.identity.recover(code));
    this.trustChanged();
  }

  async startAnew(password: string): Promise<void> {
    await asked(this.parts.identity.startAnew(async () => password));
    this.trustChanged();
  }

  profile = (): Promise<Person> => asked(this.parts.account.profile());
  devices = () => asked(this.parts.account.devices());
  renameDevice = (id: DeviceId, name: string): Promise<void> => asked(this.parts.account.renameDevice(id, name));

  async signOutDevices(ids: readonly DeviceId[], password: string | undefined): Promise<void> {
    await asked(this.parts.account.signOutDevices(ids, password));
    this.trustChanged();
  }

  async setName(name: string): Promise<void> {
    await asked(this.parts.account.setName(name));
    this.parts.tell({ kind: "me", person: await this.profile() });
  }

  async setPicture(blob: Blob | undefined): Promise<void> {
    await asked(this.parts.account.setPicture(blob));
    this.parts.tell({ kind: "me", person: await this.profile() });
  }

  async tellAgain(): Promise<void> {
    for (const news of this.parts.lastNews.values()) this.parts.tell(news);
    this.parts.announcer.markAll();
  }

  private trustChanged(): void {
    this.parts.announcer.markOpen("trust", "details", "contents");
    this.parts.queue.wake();
  }

  private room(roomId: RoomId): Room {
    const room = this.parts.client.getRoom(roomId);
    if (room === null) throw new Refusal("M_NOT_FOUND", "This chat is not there.");
    return room;
  }
}

/** A command fails with a `Refusal`, whatever the SDK threw. */
async function asked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (problem) {
    throw refusalOf(problem);
  }
}
