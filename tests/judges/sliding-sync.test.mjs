// Stock matrix-js-sdk with its own SlidingSync: a person on sliding sync and one on /sync understand each other, also after a restart.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ClientEvent, EventType, MsgType, ReceiptType, RoomEvent, RoomMemberEvent, SyncState } from "matrix-js-sdk";
import { SlidingSync } from "matrix-js-sdk/lib/sliding-sync.js";
import { Server } from "../tools/server.mjs";
import { equipped, joins, knowsEncryption, reads, registered, within } from "./stock.mjs";

let server;
before(async () => (server = await Server.start()));
after(() => server?.close());

const everything = { timeline_limit: 20, required_state: [["*", "*"]] };

const prepared = (client) =>
  within(20_000, `the first sync of ${client.getUserId()}`, new Promise((resolve) => client.on(ClientEvent.Sync, (state) => state === SyncState.Prepared && resolve())));

async function syncing(name) {
  const client = await equipped(server, await registered(server, name));
  const first = prepared(client);
  await client.startClient({ initialSyncLimit: 20 });
  await first;
  return client;
}

async function sliding(name) {
  const client = await equipped(server, await registered(server, name));
  const lists = new Map([["all", { ranges: [[0, 19]], filters: {}, ...everything }]]);
  const slidingSync = new SlidingSync(server.baseUrl, lists, everything, client, 10_000);
  const first = prepared(client);
  await client.startClient({ slidingSync });
  await first;
  return { client, slidingSync };
}

const happens = (emitter, event, matches, what) =>
  within(20_000, what, new Promise((resolve) => emitter.on(event, (...told) => matches(...told) && resolve(told))));

const texts = (client, roomId) =>
  client.getRoom(roomId).getLiveTimeline().getEvents().filter((event) => event.getType() === EventType.RoomMessage).map((event) => event.getContent().body);

// What comes with the beginning of a connection the client decrypts without a word.
async function holds(client, roomId, body) {
  while (!texts(client, roomId).includes(body)) await new Promise((resolve) => setTimeout(resolve, 200));
}

test("a stock client on sliding sync is invited, reads and writes encrypted messages, and goes on after a restart of the server", async () => {
  const anna = await syncing("anna");
  const { client: boris, slidingSync } = await sliding("boris");
  try {
    const { room_id: roomId } = await anna.createRoom({
      name: "The garden",
      preset: "trusted_private_chat",
      is_direct: true,
      invite: [boris.getUserId()],
      initial_state: [{ type: EventType.RoomEncryption, state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
    });
    await joins(boris, roomId);
    await within(20_000, "the room with its members", (async () => {
      while (boris.getRoom(roomId)?.getJoinedMemberCount() !== 2) await new Promise((resolve) => boris.once(ClientEvent.Sync, resolve));
    })());
    assert.equal(boris.getRoom(roomId).name, "The garden");
    assert.equal(slidingSync.getListData("all").joinedCount, 1);

    await knowsEncryption(anna, roomId);
    const borisReads = reads(boris, roomId, "Привет, Борис 😀");
    await anna.sendMessage(roomId, { msgtype: MsgType.Text, body: "Привет, Борис 😀" });
    const read = await borisReads;
    assert.equal(read.getWireType(), "m.room.encrypted");

    const annaReads = reads(anna, roomId, "Здравствуй, Анна");
    await boris.sendMessage(roomId, { msgtype: MsgType.Text, body: "Здравствуй, Анна" });
    const answer = await annaReads;

    const seen = happens(boris, RoomEvent.Receipt, (_, room) => room.roomId === roomId && room.hasUserReadEvent(anna.getUserId(), answer.getId()), "the receipt");
    await anna.sendReadReceipt(answer, ReceiptType.Read);
    await seen;

    const types = happens(boris, RoomMemberEvent.Typing, (_, member) => member.userId === anna.getUserId() && member.typing, "the typing");
    await anna.sendTyping(roomId, true, 20_000);
    await types;

    const tagged = happens(boris, RoomEvent.Tags, (_, room) => room.roomId === roomId && room.tags["m.favourite"], "the tag");
    await boris.setRoomTag(roomId, "m.favourite", { order: 0.5 });
    await tagged;

    await server.kill("SIGTERM");
    await server.open();
    await anna.sendMessage(roomId, { msgtype: MsgType.Text, body: "after the restart" });
    await within(20_000, "going on after the restart", holds(boris, roomId, "after the restart"));
    assert.equal(texts(boris, roomId).length, 3, "nothing is there twice");
  } finally {
    anna.stopClient();
    boris.stopClient();
  }
});
