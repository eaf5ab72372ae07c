import { asList } from "../decode.ts";
import { type RoomId, type UserId, isUserId } from "../ids.ts";
import { read, write } from "../store/database.ts";

/**
 * Whom the person has seen among the readers of a chat. The server alone decides who is a member, so this list is
 * the client's own: nobody on the server's word is given keys before the person has read the name.
 */
export class AcceptedMembers {
  private readonly known = new Map<RoomId, ReadonlySet<UserId>>();

  /** `undefined` for a chat that was not looked at yet on this browser. */
  async of(roomId: RoomId): Promise<ReadonlySet<UserId> | undefined> {
    const cached = this.known.get(roomId);
    if (cached !== undefined) return cached;
    const stored = await read("members", roomId);
    if (stored === undefined) return undefined;
    const members = new Set(asList(stored).filter(isUserId));
    this.known.set(roomId, members);
    return members;
  }

  async accept(roomId: RoomId, people: Iterable<UserId>): Promise<void> {
    const members = new Set([...((await this.of(roomId)) ?? []), ...people]);
    await write("members", roomId, [...members]);
    this.known.set(roomId, members);
  }

  /** Who has left must be seen again when they come back. */
  async keepOnly(roomId: RoomId, present: ReadonlySet<UserId>): Promise<void> {
    const members = await this.of(roomId);
    if (members === undefined || [...members].every((member) => present.has(member))) return;
    const staying = new Set([...members].filter((member) => present.has(member)));
    await write("members", roomId, [...staying]);
    this.known.set(roomId, staying);
  }
}
