import { EventType, type MatrixClient, type Room, type RoomMember } from "matrix-js-sdk";
import type { Person } from "../chat.ts";
import { type RoomId, type UserId, isMxcUrl, isUserId } from "../ids.ts";

/** The local part: how a person without a display name is called. */
export const localPart = (userId: string): string => userId.slice(1).split(":", 1)[0] || userId;

export function personOf(room: Room, userId: string): Person {
  return personFromMember(room.getMember(userId), userId);
}

export function personFromMember(member: RoomMember | null, userId: string): Person {
  const name = member?.name;
  const avatar = member?.getMxcAvatarUrl();
  return {
    id: userId as UserId,
    name: name === undefined || name === "" || name === userId ? localPart(userId) : name,
    ...(isMxcUrl(avatar) && { avatar: { mxc: avatar } }),
  };
}

/** The other one of a one-to-one chat; `undefined` for a group. */
export function otherPerson(client: MatrixClient, room: Room): Person | undefined {
  const other = directPartner(client, room);
  return other === undefined ? undefined : personOf(room, other);
}

/** Rooms that stand in `m.direct`, by person. */
export function directChats(client: MatrixClient): ReadonlyMap<UserId, readonly RoomId[]> {
  const content: Record<string, unknown> = client.getAccountData(EventType.Direct)?.getContent() ?? {};
  const entries = Object.entries(content).filter((entry): entry is [UserId, RoomId[]] =>
    isUserId(entry[0]) && Array.isArray(entry[1]),
  );
  return new Map(entries);
}

function directPartner(client: MatrixClient, room: Room): UserId | undefined {
  for (const [userId, rooms] of directChats(client)) if (rooms.includes(room.roomId as RoomId)) return userId;
  const inviter = room.getDMInviter();
  return isUserId(inviter) ? inviter : undefined;
}

/** Those who can read: joined, and invited as long as the chat lets them read from the invitation on. */
export function readersOf(room: Room): readonly UserId[] {
  const members = [...room.getMembersWithMembership("join"), ...room.getMembersWithMembership("invite")];
  return members.map((member) => member.userId).filter(isUserId);
}
