import {
  IndexedDBStore,
  MatrixClient,
  PendingEventOrdering,
  RoomNameType,
  type RoomNameState,
} from "matrix-js-sdk";
import { OnlySignedDevicesIsolationMode } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { Homeserver } from "../homeserver.ts";
import type { SendQueue } from "../queue/SendQueue.ts";
import type { Session } from "../session.ts";
import { AcceptedMembers } from "./AcceptedMembers.ts";
import { Account } from "./Account.ts";
import { Announcer } from "./Announcer.ts";
import { BackupAlarm } from "./BackupAlarm.ts";
import { Chats } from "./Chats.ts";
import type { Engine, News } from "./Engine.ts";
import { EventTransport } from "./EventTransport.ts";
import { Identity } from "./Identity.ts";
import { MatrixEngine } from "./MatrixEngine.ts";
import { SecondLook } from "./SecondLook.ts";
import { SecretKeys } from "./SecretKeys.ts";
import { Trust } from "./Trust.ts";
import { Verification } from "./Verification.ts";
import { listen } from "./listen.ts";
import { quietLogger } from "./quietLogger.ts";
import type { Password } from "./withPassword.ts";

export type EngineOptions = {
  readonly session: Session;
  readonly server: Homeserver;
  readonly request: typeof fetch;
  readonly queue: SendQueue;
  /** Asked for when a new identity is made and the server wants it. */
  readonly password: Password;
  tell(news: News): void;
};

export type RunningEngine = { readonly engine: Engine; stop(): Promise<void> };

/** Entry of the heavy chunk: the SDK, its crypto, and everything over them. */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const keys = new SecretKeys();
  const client = await makeClient(options, keys);
  await client.initRustCrypto({ cryptoDatabasePrefix: "vestnik-crypto" });
  const crypto = client.getCrypto();
  if (crypto === undefined) throw new Error("The SDK has no crypto after its initialisation.");
  crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());

  const { server, request, queue } = options;
  const lastNews = new Map<string, News>();
  const tell = (news: News): void => {
    if (news.kind === "identity" || news.kind === "connection" || news.kind === "verification" || news.kind === "me")
      lastNews.set(news.kind, news);
    options.tell(news);
  };
  const accepted = new AcceptedMembers();
  const identity = new Identity(client, crypto, keys, (state) => {
    tell({ kind: "identity", identity: state });
    if (state.kind !== "confirmed") return;
    queue.wake();
    alarm.own(state.backup);
  });
  const alarm = new BackupAlarm(client, crypto, () => announcer.markOpen("trust"));
  const trust = new Trust(client, crypto, identity, accepted, alarm);
  const chats = new Chats(client, accepted, trust);
  const secondLook = new SecondLook(crypto, (event) => announcer.mark(event.getRoomId(), "summary", "contents"));
  const announcer = new Announcer(client, crypto, trust, chats, secondLook, tell);
  const verification = new Verification(
    client,
    crypto,
    (state) => tell({ kind: "verification", verification: state }),
    (isOwn) => {
      announcer.markOpen("trust", "details", "contents");
      if (isOwn) void identity.lookAgain().then(() => identity.restoreLater());
    },
  );
  const account = new Account(client, crypto, server, request);
  const parts = { client, crypto, identity, verification, trust, alarm, accepted, chats, account, announcer, queue, lastNews, secondLook };
  const engine = new MatrixEngine({ ...parts, tell });
  const transport = new EventTransport(client, identity, trust, server, request);

  listen({ ...parts, tell, transport, password: options.password });
  await client.startClient({
    initialSyncLimit: 20,
    lazyLoadMembers: true,
    pendingEventOrdering: PendingEventOrdering.Detached,
    disablePresence: true,
  });
  return {
    engine,
    stop: async () => {
      queue.stop();
      client.stopClient();
      await client.store.save(true).catch(() => undefined);
    },
  };
}

async function makeClient({ session, server, request }: EngineOptions, keys: SecretKeys): Promise<MatrixClient> {
  const store = new IndexedDBStore({ indexedDB, dbName: "vestnik-sync" });
  await store.startup();
  return new MatrixClient({
    baseUrl: server.baseUrl,
    userId: session.userId,
    deviceId: session.deviceId,
    accessToken: session.accessToken,
    fetchFn: request,
    store,
    cryptoCallbacks: keys.callbacks,
    verificationMethods: ["m.sas.v1", "m.qr_code.show.v1", "m.qr_code.scan.v1", "m.reciprocate.v1"],
    disableVoip: true,
    logger: quietLogger,
    timelineSupport: true,
    localTimeoutMs: 60_000,
    roomNameGenerator: nameRoom,
  });
}

/** Names without words, so that they need no language. */
function nameRoom(_roomId: string, state: RoomNameState): string | null {
  switch (state.type) {
    case RoomNameType.Actual:
      return state.name;
    case RoomNameType.Generated:
      return state.names.length < state.count ? `${state.names.join(", ")}…` : state.names.join(", ");
    case RoomNameType.EmptyRoom:
      return state.oldName ?? "…";
  }
}
