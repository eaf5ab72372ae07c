// A program with stock matrix-js-sdk and its Rust crypto, and none of our code, has an encrypted conversation here.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ClientEvent, createClient, EventType, MsgType, SyncState } from "matrix-js-sdk";
import { Server } from "../tools/server.mjs";
import { equipped, joins, knowsEncryption, password, reads, registered, within } from "./stock.mjs";

let server;
before(async () => (server = await Server.start()));
after(() => server?.close());

const signedUp = async (name) => started(await registered(server, name));

async function started(session) {
  const client = await equipped(server, session);
  const prepared = new Promise((resolve) => client.on(ClientEvent.Sync, (state) => state === SyncState.Prepared && resolve()));
  await client.startClient({ initialSyncLimit: 30 });
  await within(20_000, `the first sync of ${session.user_id}`, prepared);
  return client;
}

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
    await knowsEncryption(anna, roomId);
    await anna.sendMessage(roomId, { msgtype: MsgType.Text, body: "Привет, Борис 😀" });
    const read = await borisReads;
    assert.equal(read.getWireType(), "m.room.encrypted");

    const annaReads = reads(anna, roomId, "Здравствуй, Анна");
    await knowsEncryption(boris, roomId);
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
          return ask({ type: "m.login.password", identifier: { type: "m.id.user", user: vera.getUserId() }, password, session: refused.data.session });
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
    await knowsEncryption(gleb, roomId);
    await gleb.sendMessage(roomId, { msgtype: MsgType.Text, body: "before the second device" });
    await veraReads;
    await within(20_000, "the upload into the backup", (async () => {
      while (!(await vera.http.authedRequest("GET", "/room_keys/version")).count) await new Promise((resolve) => setTimeout(resolve, 200));
    })());

    const session = await createClient({ baseUrl: server.baseUrl }).loginRequest({
      type: "m.login.password",
      identifier: { type: "m.id.user", user: "vera" },
      password,
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
