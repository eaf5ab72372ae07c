import { EventType, HistoryVisibility, JoinRule, type MatrixClient, Preset, Visibility } from "matrix-js-sdk";
import type { ChatDetails, ChatMember } from "../chat.ts";
import type { RoomId, UserId } from "../ids.ts";
import type { AcceptedMembers } from "./AcceptedMembers.ts";
import type { Trust } from "./Trust.ts";
import { directChats, personFromMember } from "./people.ts";
import { isMuted } from "./readSummary.ts";

const encryption = {
  type: "m.room.encryption",
  state_key: "",
  content: { algorithm: "m.megolm.v1.aes-sha2" },
};

/** Who is invited can read what is written from the invitation on: one may write before the other has answered. */
const readableFromInvitation = {
  type: "m.room.history_visibility",
  state_key: "",
  content: { history_visibility: HistoryVisibility.Invited },
};

/** Making chats and ruling them. Every chat is encrypted from its first message. */
export class Chats {
  constructor(
    private readonly client: MatrixClient,
    private readonly accepted: AcceptedMembers,
    private readonly trust: Trust,
  ) {}

  /** The chat with this person that there is, or a new one. */
  async withPerson(userId: UserId): Promise<RoomId> {
    const known = directChats(this.client).get(userId) ?? [];
    const open = known.find((roomId) => this.client.getRoom(roomId)?.getMyMembership() === "join");
    if (open !== undefined) return open;
    const { room_id: id } = await this.client.createRoom({
      preset: Preset.TrustedPrivateChat,
      visibility: Visibility.Private,
      is_direct: true,
      invite: [userId],
      initial_state: [encryption, readableFromInvitation],
    });
    const roomId = id as RoomId;
    await this.accepted.accept(roomId, [userId]);
    await this.markDirect(roomId, userId);
    return roomId;
  }

  async group(name: string, people: readonly UserId[]): Promise<RoomId> {
    const { room_id: id } = await this.client.createRoom({
      preset: Preset.PrivateChat,
      visibility: Visibility.Private,
      name,
      invite: [...people],
      initial_state: [encryption, readableFromInvitation],
    });
    const roomId = id as RoomId;
    await this.accepted.accept(roomId, people);
    return roomId;
  }

  async invite(roomId: RoomId, userId: UserId): Promise<void> {
    await this.client.invite(roomId, userId);
    await this.accepted.accept(roomId, [userId]);
  }

  async acceptInvite(roomId: RoomId): Promise<void> {
    const inviter = this.client.getRoom(roomId)?.getDMInviter() as UserId | undefined;
    await this.client.joinRoom(roomId);
    if (inviter !== undefined) await this.markDirect(roomId, inviter);
  }

  async join(roomId: RoomId): Promise<void> {
    await this.client.joinRoom(roomId, { viaServers: [roomId.split(":").slice(1).join(":")].filter((via) => via !== "") });
  }

  async leave(roomId: RoomId): Promise<void> {
    await this.client.leave(roomId);
  }

  async remove(roomId: RoomId, userId: UserId): Promise<void> {
    await this.client.kick(roomId, userId);
  }

  async ban(roomId: RoomId, userId: UserId): Promise<void> {
    await this.client.ban(roomId, userId);
  }

  async setPower(roomId: RoomId, userId: UserId, power: number): Promise<void> {
    await this.client.setPowerLevel(roomId, userId, power);
  }

  async rename(roomId: RoomId, name: string): Promise<void> {
    await this.client.setRoomName(roomId, name);
  }

  async openByLink(roomId: RoomId, isOpen: boolean): Promise<void> {
    const content = { join_rule: isOpen ? JoinRule.Public : JoinRule.Invite };
    await this.client.sendStateEvent(roomId, EventType.RoomJoinRules, content, "");
  }

  async mute(roomId: RoomId, isMute: boolean): Promise<void> {
    await this.client.setRoomMutePushRule("global", roomId, isMute);
  }

  /** https://spec.matrix.org/v1.19/client-server-api/#ignoring-users */
  async block(userId: UserId, isBlock: boolean): Promise<void> {
    const others = this.client.getIgnoredUsers().filter((known) => known !== userId);
    await this.client.setIgnoredUsers(isBlock ? [...others, userId] : others);
  }

  async details(roomId: RoomId): Promise<ChatDetails | undefined> {
    const room = this.client.getRoom(roomId);
    if (room === null || room.getMyMembership() !== "join") return undefined;
    await room.loadMembersIfNeeded();
    const me = this.client.getSafeUserId();
    const levels: Record<string, unknown> =
      room.currentState.getStateEvents("m.room.power_levels", "")?.getContent() ?? {};
    const level = (name: string, otherwise: number) => (typeof levels[name] === "number" ? levels[name] : otherwise);
    const events = levels["events"] as Record<string, unknown> | undefined;
    const stateLevel = (type: string) => {
      const special = events?.[type];
      return typeof special === "number" ? special : level("state_default", 50);
    };
    const present = [...room.getMembersWithMembership("join"), ...room.getMembersWithMembership("invite")];
    const members = await Promise.all(
      present.map(async (member): Promise<ChatMember> => ({
        person: personFromMember(member, member.userId),
        isMe: member.userId === me,
        isBlocked: this.client.isUserIgnored(member.userId),
        state: member.membership === "join" ? "joined" : "invited",
        power: member.powerLevel,
        trust: await this.trust.ofPerson(member.userId),
      })),
    );
    return {
      roomId,
      created: room.currentState.getStateEvents("m.room.create", "")?.getTs(),
      members,
      powers: {
        own: room.getMember(me)?.powerLevel ?? 0,
        invite: level("invite", 0),
        remove: level("kick", 50),
        ban: level("ban", 50),
        rename: stateLevel("m.room.name"),
        changeRoles: stateLevel("m.room.power_levels"),
      },
      isOpenByLink: room.getJoinRule() === JoinRule.Public,
      isMuted: isMuted(room, this.client),
    };
  }

  private async markDirect(roomId: RoomId, userId: UserId): Promise<void> {
    const chats = Object.fromEntries([...directChats(this.client)].map(([person, rooms]) => [person, [...rooms]]));
    const rooms = chats[userId] ?? [];
    if (rooms.includes(roomId)) return;
    await this.client.setAccountData(EventType.Direct, { ...chats, [userId]: [...rooms, roomId] });
  }
}
