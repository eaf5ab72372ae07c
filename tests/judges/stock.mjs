// What people do with stock matrix-js-sdk, and none of our code.
import { ClientEvent, createClient, EventType, MatrixEventEvent, RoomEvent } from "matrix-js-sdk";
import { logger } from "matrix-js-sdk/lib/logger.js";

logger.disableAll?.();

export const password = "a password for a judge";

export const within = (milliseconds, what, wait) => {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`${what} did not happen within ${milliseconds} ms`)), milliseconds)));
  return Promise.race([wait, late]).finally(() => clearTimeout(timer));
};

/** A new account; its session. */
export const registered = (server, name) =>
  createClient({ baseUrl: server.baseUrl }).registerRequest({ username: name, password, auth: { type: "m.login.dummy" } });

/** A client of a session that has its keys and does not sync yet. */
export async function equipped(server, session) {
  const client = createClient({
    baseUrl: server.baseUrl,
    userId: session.user_id,
    deviceId: session.device_id,
    accessToken: session.access_token,
  });
  await client.initRustCrypto({ useIndexedDB: false });
  return client;
}

/** The clear text of a message, as soon as this client can read it. */
export const reads = (client, roomId, body) =>
  within(20_000, `reading “${body}”`, new Promise((resolve) => {
    const look = (event) => {
      if (event?.getRoomId() !== roomId || event.isDecryptionFailure()) return;
      if (event.getType() === EventType.RoomMessage && event.getContent().body === body) resolve(event);
    };
    client.on(RoomEvent.Timeline, look);
    client.on(MatrixEventEvent.Decrypted, look);
    for (const event of client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? []) look(event);
  }));

/** The SDK encrypts in a room only once its own sync has shown that the room is encrypted; before, it sends in clear. */
export const knowsEncryption = (client, roomId) =>
  within(20_000, "the sync that shows the encryption", (async () => {
    while (!(await client.getCrypto().isEncryptionEnabledInRoom(roomId))) await new Promise((resolve) => client.once(ClientEvent.Sync, resolve));
  })());

export const joins = async (client, roomId) => {
  await within(20_000, "the invitation", new Promise((resolve) => {
    const look = () => client.getRoom(roomId)?.getMyMembership() === "invite" && resolve();
    client.on(ClientEvent.Room, look);
    client.on(RoomEvent.MyMembership, look);
    look();
  }));
  await client.joinRoom(roomId);
};
