import {
  ClientEvent,
  ConnectionError,
  HttpApiEvent,
  type MatrixClient,
  MatrixEventEvent,
  type Room,
  RoomEvent,
  RoomMemberEvent,
  RoomStateEvent,
  SyncState,
} from "matrix-js-sdk";
import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { SendQueue, Transport } from "../queue/SendQueue.ts";
import type { Account } from "./Account.ts";
import type { Announcer } from "./Announcer.ts";
import type { News } from "./Engine.ts";
import type { Identity } from "./Identity.ts";
import type { Verification } from "./Verification.ts";
import type { SecondLook } from "./SecondLook.ts";
import type { Password } from "./withPassword.ts";

type Parts = {
  readonly client: MatrixClient;
  readonly secondLook: SecondLook;
  readonly identity: Identity;
  readonly verification: Verification;
  readonly account: Account;
  readonly announcer: Announcer;
  readonly queue: SendQueue;
  readonly transport: Transport;
  readonly password: Password;
  tell(news: News): void;
};

/** Which of the SDK's events makes which news. */
export function listen(parts: Parts): void {
  // First of all: it decides whether a failure is told.
  parts.client.on(MatrixEventEvent.Decrypted, (event) => parts.secondLook.onDecrypted(event));
  listenToSync(parts);
  listenToRooms(parts);
  listenToCrypto(parts);
}

function listenToSync(parts: Parts): void {
  const { client, announcer, queue, transport, tell } = parts;
  const settle = once(() => settleIdentity(parts));
  const introduce = once(async () => tell({ kind: "me", person: await parts.account.profile() }));
  let hasStarted = false;
  let hasHeard = false;
  client.on(ClientEvent.Sync, (state, _previous, result) => {
    if (state === SyncState.Error || state === SyncState.Reconnecting) {
      const isCut = result?.error instanceof ConnectionError || result?.error === undefined;
      if (state === SyncState.Error) tell({ kind: "connection", state: isCut ? "offline" : "serverGone" });
      return;
    }
    if (state !== SyncState.Prepared && state !== SyncState.Syncing && state !== SyncState.Catchup) return;
    if (!hasStarted) {
      hasStarted = true;
      announcer.start(result?.fromCache === true);
      queue.start(transport);
    }
    // What was stored is there at once; only an answer of the server shows that it can be reached.
    if (result?.fromCache === true) return;
    if (!hasHeard) {
      hasHeard = true;
      announcer.start(false);
      queue.wake();
    }
    tell({ kind: "connection", state: "online" });
    if (_previous === SyncState.Error || _previous === SyncState.Reconnecting) queue.wake();
    void settle();
    void introduce();
  });
  client.on(HttpApiEvent.SessionLoggedOut, () => tell({ kind: "signedOut" }));
}

/** A new account gets its identity, an old one is looked at; what fails is tried again at the next sync. */
async function settleIdentity({ identity, password }: Parts): Promise<void> {
  if (await identity.isMissing()) await identity.setUp(password);
  else await identity.resume();
}

function listenToRooms({ client, announcer, queue }: Parts): void {
  // The client does not pass on this event of its rooms.
  const count = (room: Room) => room.on(RoomEvent.UnreadNotifications, () => announcer.mark(room.roomId, "summary"));
  client.getRooms().forEach(count);
  client.on(ClientEvent.Room, (room) => {
    count(room);
    announcer.mark(room.roomId, "summary", "contents", "trust", "details");
  });
  client.on(ClientEvent.DeleteRoom, (roomId) => announcer.mark(roomId, "summary"));
  client.on(ClientEvent.AccountData, (event) => {
    if (event.getType() === "m.direct" || event.getType() === "m.push_rules")
      for (const room of client.getRooms()) announcer.mark(room.roomId, "summary", "details");
    if (event.getType() === "m.ignored_user_list")
      for (const room of client.getRooms()) announcer.mark(room.roomId, "summary", "contents", "details");
  });
  client.on(RoomEvent.Timeline, (_event, room) => announcer.mark(room?.roomId, "summary", "contents"));
  client.on(RoomEvent.TimelineReset, (room) => announcer.mark(room?.roomId, "summary", "contents"));
  client.on(RoomEvent.Redaction, (_event, room) => announcer.mark(room.roomId, "summary", "contents"));
  client.on(RoomEvent.Receipt, (_event, room) => announcer.mark(room.roomId, "summary", "contents"));
  client.on(RoomEvent.Tags, (_event, room) => announcer.mark(room.roomId, "summary"));
  client.on(RoomEvent.Name, (room) => announcer.mark(room.roomId, "summary"));
  client.on(RoomEvent.MyMembership, (room) =>
    announcer.mark(room.roomId, "summary", "contents", "trust", "details"),
  );
  // Who has come or gone may be what sending has waited for.
  client.on(RoomStateEvent.Members, () => queue.wake());
  client.on(RoomMemberEvent.Typing, (_event, member) => announcer.mark(member.roomId, "summary"));
  client.on(RoomStateEvent.Events, (event) => announcer.mark(event.getRoomId(), "summary", "trust", "details"));
  client.on(MatrixEventEvent.Decrypted, (event) => announcer.mark(event.getRoomId(), "summary", "contents"));
  client.on(MatrixEventEvent.Replaced, (event) => announcer.mark(event.getRoomId(), "summary", "contents"));
}

function listenToCrypto({ client, secondLook, announcer, identity, verification, queue }: Parts): void {
  client.on(CryptoEvent.UserTrustStatusChanged, (userId) => {
    announcer.markOpen("trust", "details", "contents");
    secondLook.onKeysOf([userId]);
    if (userId === client.getSafeUserId()) void identity.lookAgain().catch(() => undefined);
    queue.wake();
  });
  client.on(CryptoEvent.DevicesUpdated, (users) => {
    announcer.markOpen("trust", "details");
    secondLook.onKeysOf(users);
    if (users.includes(client.getSafeUserId())) void identity.lookAgain().catch(() => undefined);
  });
  client.on(CryptoEvent.KeysChanged, () => void identity.lookAgain().catch(() => undefined));
  client.on(CryptoEvent.KeyBackupStatus, () => void identity.lookAgain().catch(() => undefined));
  client.on(CryptoEvent.VerificationRequestReceived, (request) => {
    // A device that is not confirmed has no keys to compare: the others of the person answer.
    if (request.isSelfVerification || identity.isConfirmed) verification.receive(request);
  });
}

/** Runs until it has succeeded once; never twice at a time. */
function once(work: () => Promise<void>): () => Promise<void> {
  let isDone = false;
  let isRunning = false;
  return async () => {
    if (isDone || isRunning) return;
    isRunning = true;
    try {
      await work();
      isDone = true;
    } catch (problem) {
      console.warn("vestnik: to be tried again:", problem instanceof Error ? problem.name : typeof problem);
    } finally {
      isRunning = false;
    }
  };
}
