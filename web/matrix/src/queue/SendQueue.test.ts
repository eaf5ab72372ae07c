import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import { Refusal } from "../Refusal.ts";
import type { EventId, RoomId } from "../ids.ts";
import { destroyDatabase } from "../store/database.ts";
import type { Outgoing } from "./Outgoing.ts";
import { OutgoingStore } from "./OutgoingStore.ts";
import { SendQueue, type Transport } from "./SendQueue.ts";

const home = "!home:localhost" as RoomId;
const work = "!work:localhost" as RoomId;

afterEach(destroyDatabase);

describe("the send queue", () => {
  it("says things in the order in which they were said", async () => {
    const server = new ListeningServer();
    const queue = new SendQueue(new OutgoingStore());
    for (const text of ["one", "two", "three"]) await queue.add(home, { kind: "text", text });
    queue.start(server);
    await server.hears(3);
    expect(server.texts()).toEqual(["one", "two", "three"]);
  });

  it("keeps what was not sent through a reload, under the same transaction id", async () => {
    const first = new SendQueue(new OutgoingStore());
    const said = await first.add(home, { kind: "text", text: "before the reload" });

    const second = new SendQueue(new OutgoingStore());
    const server = new ListeningServer();
    second.start(server);
    await second.reload();
    await server.hears(1);
    expect(server.heard[0]?.transactionId).toBe(said.transactionId);
  });

  it("tries again with the same transaction id after a cut in the middle of a send", async () => {
    const server = new ListeningServer();
    server.answers = [new Refusal(Refusal.offline, "cut")];
    const queue = new SendQueue(new OutgoingStore());
    queue.start(server);
    await queue.add(home, { kind: "text", text: "hello" });
    await server.hears(1);
    await eventually(() => queue.getSnapshot()[0]?.state.kind === "queued");
    queue.wake();
    await server.hears(2);
    expect(new Set(server.heard.map((item) => item.transactionId)).size).toBe(1);
  });

  it("says no more of a message that the server refuses, and goes on with the next", async () => {
    const server = new ListeningServer();
    server.answers = [new Refusal("M_FORBIDDEN", "You may not write here.", 403)];
    const queue = new SendQueue(new OutgoingStore());
    queue.start(server);
    await queue.add(home, { kind: "text", text: "refused" });
    await queue.add(home, { kind: "text", text: "accepted" });
    await server.hears(2);
    expect(queue.getSnapshot()[0]?.state).toEqual({ kind: "failed", reason: "notAllowed", code: "M_FORBIDDEN" });
  });

  it("keeps a failed message through a reload until it is retried or deleted", async () => {
    const server = new ListeningServer();
    server.answers = [new Refusal("M_FORBIDDEN", "no", 403)];
    const queue = new SendQueue(new OutgoingStore());
    queue.start(server);
    const said = await queue.add(home, { kind: "text", text: "refused" });
    await eventually(async () => (await new OutgoingStore().all())[0]?.state.kind === "failed");

    const next = new SendQueue(new OutgoingStore());
    await next.reload();
    expect(next.getSnapshot()[0]?.state.kind).toBe("failed");
    await next.remove(said.transactionId);
    expect(await new OutgoingStore().all()).toEqual([]);
  });

  it("holds a chat that waits for a decision and lets the others go", async () => {
    const server = new ListeningServer();
    server.held.add(home);
    const queue = new SendQueue(new OutgoingStore());
    queue.start(server);
    await queue.add(home, { kind: "text", text: "held" });
    await queue.add(work, { kind: "text", text: "free" });
    await server.hears(1);
    expect(server.texts()).toEqual(["free"]);

    server.held.clear();
    queue.wake();
    await server.hears(2);
    expect(server.texts()).toEqual(["free", "held"]);
  });

  it("hears that a chat may be written in while it still asks", async () => {
    const server = new ListeningServer();
    let answer: (isAllowed: boolean) => void = () => {};
    server.mayWrite = () => new Promise((resolve) => (answer = resolve));
    const queue = new SendQueue(new OutgoingStore());
    queue.start(server);
    await queue.add(home, { kind: "text", text: "just in time" });
    server.mayWrite = async () => true;
    queue.wake();
    answer(false);
    await server.hears(1);
    expect(server.texts()).toEqual(["just in time"]);
  });

  it("shows a sent message until its event comes down the timeline, and stores it no longer", async () => {
    const server = new ListeningServer();
    const queue = new SendQueue(new OutgoingStore());
    queue.start(server);
    await queue.add(home, { kind: "text", text: "hello" });
    await eventually(() => queue.getSnapshot()[0]?.state.kind === "sent");
    await eventually(async () => (await new OutgoingStore().all()).length === 0);
    queue.confirm(() => true);
    expect(queue.getSnapshot()).toEqual([]);
  });
});

class ListeningServer implements Transport {
  readonly heard: Outgoing[] = [];
  readonly held = new Set<RoomId>();
  answers: Refusal[] = [];

  async deliver(item: Outgoing): Promise<EventId> {
    this.heard.push(item);
    const refusal = this.answers.shift();
    if (refusal !== undefined) throw refusal;
    return `$event-of-${item.transactionId}` as EventId;
  }

  async mayWrite(roomId: RoomId): Promise<boolean> {
    return !this.held.has(roomId);
  }

  texts = () => this.heard.map((item) => (item.what.kind === "text" ? item.what.text : item.what.kind));
  hears = (count: number) => eventually(() => this.heard.length >= count);
}

async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("It did not come to pass within two seconds.");
}
