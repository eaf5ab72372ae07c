import type { MatrixClient, MatrixEvent, Room } from "matrix-js-sdk";
import type { ChatContents, ChatEntry, MessageEntry, Person } from "../chat.ts";
import { type RoomId, isEventId } from "../ids.ts";
import { personOf } from "./people.ts";
import type { SecondLook } from "./SecondLook.ts";
import { readEntry } from "./readEntry.ts";

export type Doubts = ReadonlyMap<string, MessageEntry["doubt"]>;

/** What is loaded of a chat, as plain values. */
export function readContents(room: Room, client: MatrixClient, doubts: Doubts, secondLook: SecondLook): ChatContents {
  const events = room.getLiveTimeline().getEvents();
  const read = (event: MatrixEvent) =>
    secondLook.isUndecided(event) ? undefined : readEntry(event, room, client, doubts.get(event.getId() ?? ""));
  const me = client.getSafeUserId();
  const readUpTo = room.getEventReadUpTo(me);
  return {
    roomId: room.roomId as RoomId,
    entries: withReaders(events, room, me, read),
    // Where the SDK reads backwards from; null at the beginning of the chat.
    hasOlder: room.oldState.paginationToken !== null,
    readUpTo: isEventId(readUpTo) ? readUpTo : undefined,
  };
}

/** A receipt may point at an event that is not shown; it then belongs to the last one shown before it. */
function withReaders(
  events: readonly MatrixEvent[],
  room: Room,
  me: string,
  read: (event: MatrixEvent) => ChatEntry | undefined,
): readonly ChatEntry[] {
  const entries: ChatEntry[] = [];
  const readers = new Map<number, Person[]>();
  for (const event of events) {
    const entry = read(event);
    if (entry !== undefined) entries.push(entry);
    const here = room
      .getReceiptsForEvent(event)
      .filter((receipt) => receipt.type === "m.read" && receipt.userId !== me && receipt.userId !== event.getSender())
      .map((receipt) => personOf(room, receipt.userId));
    const place = entries.length - 1;
    if (here.length > 0 && place >= 0) readers.set(place, [...(readers.get(place) ?? []), ...here]);
  }
  return entries.map((entry, place) => {
    const readBy = readers.get(place);
    return entry.kind === "message" && readBy !== undefined ? { ...entry, readBy } : entry;
  });
}
