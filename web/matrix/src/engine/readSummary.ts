import { type MatrixClient, NotificationCountType, PushRuleActionName, type Room } from "matrix-js-sdk";
import type { ChatSummary, SummaryPreview } from "../chat.ts";
import { type RoomId, isMxcUrl } from "../ids.ts";
import { asText } from "../decode.ts";
import type { SecondLook } from "./SecondLook.ts";
import { excerptOf } from "./content.ts";
import { otherPerson, personFromMember, personOf } from "./people.ts";
import { readBody } from "./readEntry.ts";
import { readNotice } from "./readNotice.ts";

/** One row of the list; `undefined` for rooms that are not chats of this person (left, upgraded, spaces). */
export function readSummary(room: Room, client: MatrixClient, secondLook: SecondLook): ChatSummary | undefined {
  const membership = room.getMyMembership();
  if (membership !== "join" && membership !== "invite") return undefined;
  if (room.isSpaceRoom()) return undefined;

  const me = client.getSafeUserId();
  const person = otherPerson(client, room);
  const kind = person === undefined ? "group" : "person";
  const avatar = room.getMxcAvatarUrl();
  const last = lastShown(room, client, kind, secondLook);
  return {
    id: room.roomId as RoomId,
    kind,
    title: person?.name ?? room.name,
    avatar: person?.avatar ?? (isMxcUrl(avatar) ? { mxc: avatar } : undefined),
    person,
    membership: membership === "join" ? "joined" : "invited",
    inviter: membership === "invite" ? inviterOf(room, me) : undefined,
    isEncrypted: room.hasEncryptionStateEvent(),
    memberCount: room.getJoinedMemberCount() + room.getInvitedMemberCount(),
    topic: asText(room.currentState.getStateEvents("m.room.topic", "")?.getContent()["topic"]),
    time: last?.time ?? lastActivity(room),
    preview: last?.preview,
    unread: room.getUnreadNotificationCount(NotificationCountType.Total),
    mentions: room.getUnreadNotificationCount(NotificationCountType.Highlight),
    isMuted: isMuted(room, client),
    isPinned: room.tags["m.favourite"] !== undefined,
    canWrite: membership === "join" && room.currentState.maySendMessage(me),
    typing: room
      .getMembersWithMembership("join")
      .filter((member) => member.typing && member.userId !== me)
      .map((member) => personFromMember(member, member.userId)),
  };
}

export function isMuted(room: Room, client: MatrixClient): boolean {
  // Absent until the first sync after a start from the store.
  const rules = client.pushRules?.global;
  const rule = rules?.room?.find((one) => one.rule_id === room.roomId);
  const override = rules?.override?.find((one) => one.rule_id === room.roomId);
  const isSilent = (actions: readonly unknown[] | undefined) =>
    actions !== undefined && !actions.includes(PushRuleActionName.Notify);
  return (rule?.enabled === true && isSilent(rule.actions)) || (override?.enabled === true && isSilent(override.actions));
}

function lastShown(
  room: Room,
  client: MatrixClient,
  kind: ChatSummary["kind"],
  secondLook: SecondLook,
): { readonly time: number; readonly preview: SummaryPreview } | undefined {
  const me = client.getSafeUserId();
  const events = room.getLiveTimeline().getEvents();
  let isRead = false;
  for (const event of events.toReversed()) {
    isRead ||= room.getReceiptsForEvent(event).some((one) => one.type === "m.read" && one.userId !== me);
    const isOwn = event.getSender() === me;
    const time = event.getTs();
    if (event.isState()) {
      const notice = readNotice(event, room);
      if (notice !== undefined) return { time, preview: { isOwn, excerpt: { kind: "system", notice } } };
      continue;
    }
    if (client.isUserIgnored(event.getSender() ?? "")) continue;
    const body = event.isBeingDecrypted() || secondLook.isUndecided(event) ? undefined : readBody(event, room);
    if (body === undefined) continue;
    return {
      time,
      preview: {
        sender: kind === "group" && !isOwn ? personOf(room, event.getSender() ?? "") : undefined,
        isOwn,
        excerpt: excerptOf(body),
        delivery: isOwn ? (isRead ? "read" : "sent") : undefined,
      },
    };
  }
  return undefined;
}

function inviterOf(room: Room, me: string) {
  const sender = room.getMember(me)?.events.member?.getSender();
  return sender === undefined ? undefined : personOf(room, sender);
}

/** The SDK gives -1 sums for rooms without events. */
function lastActivity(room: Room): number | undefined {
  const time = room.getLastActiveTimestamp();
  return time > 0 ? time : undefined;
}
