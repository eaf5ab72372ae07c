import { asRecord } from "../decode.ts";
import { isRoomId } from "../ids.ts";
import { readAll, write } from "../store/database.ts";
import type { Outgoing } from "./Outgoing.ts";

/** Where the queue survives a reload. */
export class OutgoingStore {
  /** In the order of saying. What was being sent when the page went is queued again. */
  async all(): Promise<readonly Outgoing[]> {
    const stored = (await readAll("queue")).filter(isOutgoing);
    return stored
      .map((item): Outgoing => (item.state.kind === "failed" ? item : { ...item, state: { kind: "queued" } }))
      .sort((one, other) => one.order - other.order);
  }

  async put(item: Outgoing): Promise<void> {
    await write("queue", item.transactionId, item);
  }

  async delete(transactionId: string): Promise<void> {
    await write("queue", transactionId, undefined);
  }
}

function isOutgoing(value: unknown): value is Outgoing {
  const { transactionId, roomId, what, state } = asRecord(value) ?? {};
  return (
    typeof transactionId === "string" &&
    isRoomId(roomId) &&
    asRecord(what) !== undefined &&
    asRecord(state) !== undefined
  );
}
