import type { MatrixClient, MatrixEvent, Room } from "matrix-js-sdk";
import { DecryptionFailureCode } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { ChatEntry, EntryBody, EntryReaction, MessageEntry, Person, Quote, UndecryptableReason } from "../chat.ts";
import { asList, asText, field } from "../decode.ts";
import { type EventId, isEventId } from "../ids.ts";
import { bodyOf, excerptOf } from "./content.ts";
import { personOf } from "./people.ts";
import { readNotice } from "./readNotice.ts";

/** One event as an entry of the chat; `undefined` for what is shown elsewhere (an edit, a reaction) or not at all. */
export function readEntry(
  event: MatrixEvent,
  room: Room,
  client: MatrixClient,
  doubt: MessageEntry["doubt"],
): ChatEntry | undefined {
  const eventId = event.getId();
  if (!isEventId(eventId) || event.isBeingDecrypted()) return undefined;
  if (event.isState()) {
    const notice = readNotice(event, room);
    return notice && { kind: "system", eventId, time: event.getTs(), notice };
  }
  const body = readBody(event, room);
  if (body === undefined) return undefined;

  const me = client.getSafeUserId();
  const isOwn = event.getSender() === me;
  return {
    kind: "message",
    eventId,
    transactionId: asText(event.getUnsigned().transaction_id),
    time: event.getTs(),
    sender: personOf(room, event.getSender() ?? ""),
    isOwn,
    body,
    reply: body.kind === "deleted" ? undefined : readReply(event, room, client),
    isEdited: body.kind !== "deleted" && event.replacingEvent() !== null,
    reactions: body.kind === "deleted" ? [] : readReactions(eventId, room, me),
    readBy: [],
    doubt,
    mentionsMe: !isOwn && mentions(event, me),
    isBlocked: !isOwn && client.isUserIgnored(event.getSender() ?? ""),
    canDelete: body.kind !== "deleted" && (room.currentState?.maySendRedactionForEvent(event, me) ?? false),
  };
}

/** True for events that are part of another entry, or of the machinery. */
export function isHidden(event: MatrixEvent): boolean {
  const type = event.getType();
  return (
    type === "m.reaction" ||
    type === "m.room.redaction" ||
    type.startsWith("m.key.verification.") ||
    event.getContent()["msgtype"] === "m.key.verification.request" ||
    event.getRelation()?.rel_type === "m.replace"
  );
}

export function readBody(event: MatrixEvent, room: Room): EntryBody | undefined {
  if (isHidden(event)) return undefined;
  if (event.isRedacted()) {
    const by = asText(field(event.getUnsigned().redacted_because, "sender"));
    return { kind: "deleted", by: by === undefined ? undefined : personOf(room, by) };
  }
  if (event.isDecryptionFailure()) return { kind: "undecryptable", reason: reasonOf(event.decryptionFailureReason) };
  switch (event.getType()) {
    case "m.room.message":
      return bodyOf(event.getContent(), event.replyEventId !== undefined);
    case "m.sticker":
      return bodyOf({ ...event.getContent(), msgtype: "m.image" }, false);
    case "m.room.encrypted":
      return { kind: "undecryptable", reason: "keyNotReceived" };
    default:
      return { kind: "unknown", type: event.getType(), fallback: asText(event.getContent()["body"]) };
  }
}

function reasonOf(code: DecryptionFailureCode | null): UndecryptableReason {
  switch (code) {
    case DecryptionFailureCode.HISTORICAL_MESSAGE_NO_KEY_BACKUP:
    case DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED:
    case DecryptionFailureCode.HISTORICAL_MESSAGE_WORKING_BACKUP:
    case DecryptionFailureCode.HISTORICAL_MESSAGE_USER_NOT_JOINED:
      return "beforeThisDevice";
    case DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID:
    case DecryptionFailureCode.OLM_UNKNOWN_MESSAGE_INDEX:
      return "keyNotReceived";
    case DecryptionFailureCode.MEGOLM_KEY_WITHHELD:
    case DecryptionFailureCode.MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE:
      return "withheld";
    case DecryptionFailureCode.UNSIGNED_SENDER_DEVICE:
    case DecryptionFailureCode.UNKNOWN_SENDER_DEVICE:
      return "unsignedSender";
    case DecryptionFailureCode.SENDER_IDENTITY_PREVIOUSLY_VERIFIED:
      return "identityChanged";
    default:
      return "damaged";
  }
}

function readReply(event: MatrixEvent, room: Room, client: MatrixClient): Quote | undefined {
  const eventId = event.replyEventId;
  if (!isEventId(eventId)) return undefined;
  const quoted = room.findEventById(eventId);
  const body = quoted && readBody(quoted, room);
  if (quoted === undefined || body === undefined) return { eventId };
  const sender = personOf(room, quoted.getSender() ?? "");
  return client.isUserIgnored(sender.id) ? { eventId, sender } : { eventId, sender, excerpt: excerptOf(body) };
}

function readReactions(eventId: EventId, room: Room, me: string): readonly EntryReaction[] {
  const relations = room.relations.getChildEventsForEvent(eventId, "m.annotation", "m.reaction");
  type Gathered = { readonly people: Map<string, Person>; ownEventId?: EventId };
  const byText = new Map<string, Gathered>();
  for (const event of relations?.getRelations() ?? []) {
    const text = event.getRelation()?.key;
    const sender = event.getSender();
    if (event.isRedacted() || text === undefined || sender === undefined || event.status !== null) continue;
    const reaction: Gathered = byText.get(text) ?? { people: new Map() };
    reaction.people.set(sender, personOf(room, sender));
    const id = event.getId();
    if (sender === me && isEventId(id)) reaction.ownEventId = id;
    byText.set(text, reaction);
  }
  return [...byText].map(([text, { people, ownEventId }]) => ({ text, people: [...people.values()], ownEventId }));
}

/** https://spec.matrix.org/v1.19/client-server-api/#user-and-room-mentions */
function mentions(event: MatrixEvent, me: string): boolean {
  const mentioned = field(event.getContent(), "m.mentions");
  return asList(field(mentioned, "user_ids")).includes(me) || field(mentioned, "room") === true;
}
