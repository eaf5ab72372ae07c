import type { MatrixEvent, Room } from "matrix-js-sdk";
import type { SystemNotice } from "../chat.ts";
import { asText } from "../decode.ts";
import { localPart, personOf } from "./people.ts";

/** What a state event tells the people of a chat; `undefined` for what nobody needs to read. */
export function readNotice(event: MatrixEvent, room: Room): SystemNotice | undefined {
  const by = personOf(room, event.getSender() ?? "");
  const content: Record<string, unknown> = event.getContent();
  switch (event.getType()) {
    case "m.room.create":
      return { kind: "created", by };
    case "m.room.encryption":
      return { kind: "encryptionOn", by };
    case "m.room.name":
      return { kind: "nameChanged", by, name: asText(content["name"]) ?? "" };
    case "m.room.topic":
      return { kind: "topicChanged", by, topic: asText(content["topic"]) ?? "" };
    case "m.room.avatar":
      return { kind: "avatarChanged", by };
    case "m.room.power_levels":
      return event.getPrevContent()["users"] === undefined ? undefined : { kind: "rolesChanged", by };
    case "m.room.member":
      return readMembership(event, room);
    default:
      return undefined;
  }
}

function readMembership(event: MatrixEvent, room: Room): SystemNotice | undefined {
  const by = personOf(room, event.getSender() ?? "");
  const who = personOf(room, event.getStateKey() ?? "");
  const now: Record<string, unknown> = event.getContent();
  const before: Record<string, unknown> = event.getPrevContent();
  const reason = asText(now["reason"]);
  switch (now["membership"]) {
    case "join":
      if (before["membership"] === "join") return readRename(now, before, event, room);
      return isCreatorsFirst(event, room) ? undefined : { kind: "joined", who };
    case "invite":
      return { kind: "invited", by, who };
    case "ban":
      return { kind: "banned", by, who, reason };
    case "leave":
      if (before["membership"] === "ban") return { kind: "unbanned", by, who };
      if (by.id !== who.id) return { kind: "removed", by, who, reason };
      return before["membership"] === "invite" ? { kind: "declinedInvite", who } : { kind: "left", who };
    default:
      return undefined;
  }
}

/** Who creates a chat is in it: that they join is no news after that they created it. */
function isCreatorsFirst(event: MatrixEvent, room: Room): boolean {
  const creator = room.currentState.getStateEvents("m.room.create", "")?.getSender();
  return event.getStateKey() === creator && event.getPrevContent()["membership"] === undefined;
}

function readRename(
  now: Record<string, unknown>,
  before: Record<string, unknown>,
  event: MatrixEvent,
  room: Room,
): SystemNotice | undefined {
  const userId = event.getStateKey() ?? "";
  const from = asText(before["displayname"]) ?? localPart(userId);
  const to = asText(now["displayname"]) ?? localPart(userId);
  return from === to ? undefined : { kind: "personRenamed", who: { ...personOf(room, userId), name: to }, from };
}
