// One invented person: a stock matrix-js-sdk client with its Rust crypto. Its keys live in memory and in the key backup.
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { ClientEvent, createClient, EventType, RoomEvent, SyncState } from "matrix-js-sdk";
import { OnlySignedDevicesIsolationMode } from "matrix-js-sdk/lib/crypto-api/index.js";

const encryption = { type: EventType.RoomEncryption, state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };
const readableFromInvitation = { type: EventType.RoomHistoryVisibility, state_key: "", content: { history_visibility: "invited" } };

// Node.js 20 lacks it and the SDK wants it.
Promise.withResolvers ??= function withResolvers() {
  const it = {};
  it.promise = new Promise((resolve, reject) => Object.assign(it, { resolve, reject }));
  return it;
};

export class Resident {
  static async register(baseUrl, name, displayName) {
    const password = randomBytes(12).toString("base64url");
    const session = await createClient({ baseUrl }).registerRequest({
      username: name,
      password,
      auth: { type: "m.login.dummy" },
      initial_device_display_name: "First start",
    });
    const resident = new Resident(baseUrl, session, password, displayName);
    await resident.settle();
    return resident;
  }

  constructor(baseUrl, session, password, displayName) {
    Object.assign(this, { userId: session.user_id, password, displayName });
    const keys = new Map();
    this.client = createClient({
      baseUrl,
      userId: session.user_id,
      deviceId: session.device_id,
      accessToken: session.access_token,
      cryptoCallbacks: {
        getSecretStorageKey: async ({ keys: wanted }) => {
          const id = Object.keys(wanted).find((key) => keys.has(key));
          return id === undefined ? null : [id, keys.get(id)];
        },
        cacheSecretStorageKey: (id, _description, key) => void keys.set(id, key),
      },
    });
  }

  get crypto() {
    return this.client.getCrypto();
  }

  /** Name, first sync, identity, secret storage and key backup. */
  async settle() {
    await this.client.setDisplayName(this.displayName);
    await this.client.initRustCrypto({ useIndexedDB: false });
    this.crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
    const synced = this.when(ClientEvent.Sync, (state) => state === SyncState.Prepared);
    await this.client.startClient({ initialSyncLimit: 20 });
    await synced;
    await this.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (ask) => this.withPassword(ask) });
    await this.crypto.bootstrapSecretStorage({
      createSecretStorageKey: async () => {
        const made = await this.crypto.createRecoveryKeyFromPassphrase();
        this.recoveryCode = made.encodedPrivateKey;
        return made;
      },
      setupNewSecretStorage: true,
      setupNewKeyBackup: true,
    });
    await this.crypto.checkKeyBackupAndEnable();
  }

  async withPassword(ask) {
    try {
      return await ask(null);
    } catch (refused) {
      if (refused.httpStatus !== 401 || !refused.data?.session) throw refused;
      const identifier = { type: "m.id.user", user: this.userId };
      return await ask({ type: "m.login.password", identifier, password: this.password, session: refused.data.session });
    }
  }

  async createsGroup(name, others) {
    const { room_id: id } = await this.client.createRoom({
      preset: "private_chat",
      name,
      invite: others.map((other) => other.userId),
      initial_state: [encryption, readableFromInvitation],
    });
    return id;
  }

  async createsChatWith(other) {
    const { room_id: id } = await this.client.createRoom({
      preset: "trusted_private_chat",
      is_direct: true,
      invite: [other.userId],
      initial_state: [encryption, readableFromInvitation],
    });
    await this.client.setAccountData(EventType.Direct, { [other.userId]: [id] });
    return id;
  }

  async joins(room, friend) {
    await this.until(ClientEvent.Room, () => this.client.getRoom(room)?.getMyMembership() === "invite");
    await this.client.joinRoom(room);
    if (friend) await this.client.setAccountData(EventType.Direct, { [friend.userId]: [room] });
  }

  /** Waits until this person knows that everybody is in the room: who is not known gets no key. */
  async knowsOf(room, people) {
    const isKnown = ({ userId }) => this.client.getRoom(room)?.getMember(userId)?.membership === "join";
    await this.until("RoomState.members", () => people.every(isKnown));
  }

  async says(room, text) {
    await this.client.sendTextMessage(room, text);
  }

  /** Waits for a decrypted message with this text. */
  async reads(room, text) {
    const isThere = () => this.client.getRoom(room)?.getLiveTimeline().getEvents().some((event) => event.getContent().body === text);
    await this.until("Event.decrypted", isThere);
  }

  /** Waits until the key of every message is in the backup, then goes; the account stays. */
  async leavesTown() {
    const keys = (await this.crypto.exportRoomKeys()).length;
    while ((await this.client.http.authedRequest("GET", "/room_keys/version")).count < keys) await pause(250);
    this.client.stopClient();
    await this.client.logout(true);
  }

  when(event, holds) {
    return new Promise((resolve) => {
      const listener = (...what) => {
        if (!holds(...what)) return;
        this.client.off(event, listener);
        resolve();
      };
      this.client.on(event, listener);
    });
  }

  /** Resolves once the condition holds; it is looked at again at each such event and each new event of a room. */
  async until(event, holds) {
    if (holds()) return;
    await Promise.race([this.when(event, holds), this.when(RoomEvent.Timeline, holds)]);
  }
}
