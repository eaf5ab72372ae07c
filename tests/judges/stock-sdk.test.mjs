// A program with stock matrix-js-sdk and its Rust crypto, and none of our code, has an encrypted conversation here.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ClientEvent, createClient, EventType, MatrixEventEvent, MsgType, RoomEvent, SyncState } from "matrix-js-sdk";
import { logger } from "matrix-js-sdk/lib/logger.js";
import { Server } from "../tools/server.mjs";

logger.disableAll?.();

let server;
before(async () => (server = await Server.start()));
after(() => server?.close());

const within = (milliseconds, what, wait) => {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`${what} did not happen within ${milliseconds} ms`)), milliseconds)));
  return Promise.race([wait, late]).finally(() => clearTimeout(timer));
};

async function signedUp(name) {
  const session = await createClient({ baseUrl: server.baseUrl }).registerRequest({
    username: name,
    password: "a password for a judge",
    auth: { type: "m.login.dummy" },
  });
  return started(session);
}

async function started(session) {
  const client = createClient({
    baseUrl: server.baseUrl,
    userId: session.user_id,
    deviceId: session.device_id,
    accessToken: session.access_token,
  });
  await client.initRustCrypto({ useIndexedDB: false });
  const prepared = new Promise((resolve) => client.on(ClientEvent.Sync, (state) => state === SyncState.Prepared && resolve()));
  await client.startClient({ initialSyncLimit: 30 });
  await within(20_000, `the first sync of ${session.user_id}`, prepared);
  return client;
}

/** The clear text of a message, as soon as this client can read it. */
const reads = (client, roomId, body) =>
  within(20_000, `reading “${body}”`, new Promise((resolve) => {
    const look = (event) => {
      if (event?.getRoomId() !== roomId || event.isDecryptionFailure()) return;
      if (event.getType() === EventType.RoomMessage && event.getContent().body === body) resolve(event);
    };
    client.on(RoomEvent.Timeline, look);
    client.on(MatrixEventEvent.Decrypted, look);
    for (const event of client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? []) look(event);
  }));

const joins = async (client, roomId) => {
  await within(20_000, "the invitation", new Promise((resolve) => {
    const look = () => client.getRoom(roomId)?.getMyMembership() === "invite" && resolve();
    client.on(ClientEvent.Room, look);
    client.on(RoomEvent.MyMembership, look);
    look();
  }));
  await client.joinRoom(roomId);
};

test("two people with a stock client register, meet in an encrypted room and read each other", async () => {
  const anna = await signedUp("anna");
  const boris = await signedUp("boris");
  try {
    const { room_id: roomId } = await anna.createRoom({
      preset: "trusted_private_chat",
      is_direct: true,
      invite: [boris.getUserId()],
      initial_state: [{ type: EventType.RoomEncryption, state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
    });
    await joins(boris, roomId);

    const borisReads = reads(boris, roomId, "Привет, Борис 😀");
    await anna.sendMessage(roomId, { msgtype: MsgType.Text, body: "Привет, Борис 😀" });
    const read = await borisReads;
    assert.equal(read.getWireType(), "m.room.encrypted");

    const annaReads = reads(anna, roomId, "Здравствуй, Анна");
    await boris.sendMessage(roomId, { msgtype: MsgType.Text, body: "Здравствуй, Анна" });
    assert.equal((await annaReads).getSender(), boris.getUserId());
  } finally {
    anna.stopClient();
    boris.stopClient();
  }
});

test("a second device of the same person takes the history out of the key backup", async () => {
  const vera = await signedUp("vera");
  const gleb = await signedUp("gleb");
  let second;
  try {
    const crypto = vera.getCrypto();
    await crypto.bootstrapCrossSigning({
      authUploadDeviceSigningKeys: async (ask) => {
        try {
          return await ask(null);
        } catch (refused) {
          return ask({ type: "m.login.password", identifier: { type: "m.id.user", user: vera.getUserId() }, password: "a password for a judge", session: refused.data.session });
        }
      },
    });
    await crypto.resetKeyBackup();
    const backupKey = await crypto.getSessionBackupPrivateKey();
    const version = (await crypto.getKeyBackupInfo()).version;

    const { room_id: roomId } = await vera.createRoom({
      preset: "private_chat",
      invite: [gleb.getUserId()],
      initial_state: [{ type: EventType.RoomEncryption, state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
    });
    await joins(gleb, roomId);
    const veraReads = reads(vera, roomId, "before the second device");
    await gleb.sendMessage(roomId, { msgtype: MsgType.Text, body: "before the second device" });
    await veraReads;
    await within(20_000, "the upload into the backup", (async () => {
      while (!(await vera.http.authedRequest("GET", "/room_keys/version")).count) await new Promise((resolve) => setTimeout(resolve, 200));
    })());

    const session = await createClient({ baseUrl: server.baseUrl }).loginRequest({
      type: "m.login.password",
      identifier: { type: "m.id.user", user: "vera" },
      password: "a password for a judge",
    });
    second = await started(session);
    await second.getCrypto().storeSessionBackupPrivateKey(backupKey, version);
    const secondReads = reads(second, roomId, "before the second device");
    const restored = await second.getCrypto().restoreKeyBackup();
    assert.ok(restored.imported > 0);
    await secondReads;
  } finally {
    for (const client of [vera, gleb, second]) client?.stopClient();
  }
});
