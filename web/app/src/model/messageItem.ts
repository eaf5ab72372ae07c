import type { EntryBody, MessageEntry, Person } from "@vestnik/matrix/chat";
import type { Outgoing } from "@vestnik/matrix/queue/Outgoing";
import type { ChatRoom } from "./ChatRoom.ts";
import type { Delivery } from "./parts.ts";
import { keyOf } from "./Timeline.ts";
import type { MessageActions, MessageBody, MessageItem, Reaction } from "./TimelineSnapshot.ts";
import { go } from "./route.ts";

type Ungrouped = Omit<MessageItem, "group">;

export function messageItem(entry: MessageEntry, room: ChatRoom, me: Person, isRead: boolean): Ungrouped {
  const { pictures } = room.messenger;
  return {
    kind: "message",
    key: keyOf(entry),
    eventId: entry.eventId,
    time: entry.time,
    sender: pictures.person(entry.sender),
    isOwn: entry.isOwn,
    body: bodyOf(entry, room),
    reply: isHidden(entry, room) ? undefined : entry.reply && { ...entry.reply, sender: pictures.person(entry.reply.sender) },
    isEdited: entry.isEdited,
    reactions: entry.reactions.map((reaction) => reactionOf(reaction, entry, room, me)),
    delivery: entry.isOwn ? { kind: isRead ? "read" : "sent" } : undefined,
    readBy: entry.readBy.map((person) => pictures.person(person)),
    doubt: entry.doubt,
    mentionsMe: entry.mentionsMe,
    actions: actionsOf(entry, room, me),
  };
}

/** Something said that has not come down the timeline yet. It keeps its key and its place when it does. */
export function outgoingItem(item: Outgoing, room: ChatRoom, me: Person, retryAll?: () => void): Ungrouped {
  const { what } = item;
  return {
    kind: "message",
    key: item.transactionId,
    time: item.time,
    sender: room.messenger.pictures.person(me),
    isOwn: true,
    body: outgoingBody(item, room),
    reply: what.kind === "text" || what.kind === "attachment" ? what.reply : undefined,
    isEdited: false,
    reactions: [],
    delivery: deliveryOf(item, room, retryAll),
    readBy: [],
    mentionsMe: false,
    actions: what.kind === "text" ? { copy: () => copy(what.text) } : {},
  };
}

function bodyOf(entry: MessageEntry, room: ChatRoom): MessageBody {
  const { body } = entry;
  if (isHidden(entry, room)) return { kind: "blocked", show: () => room.timeline.uncover(keyOf(entry)) };
  const { transfers, pictures } = room.messenger;
  switch (body.kind) {
    case "image":
    case "file": {
      const { source: _, thumbnail: __, ...shown } = body;
      return { ...shown, kind: body.kind, transfer: transfers.of(keyOf(entry), body) };
    }
    case "undecryptable":
      return { ...body, recover: mayRecover(body, room) ? () => go({ kind: "recovery" }) : undefined };
    case "deleted":
      return { ...body, by: pictures.person(body.by) };
    case "unknown":
      return { ...body, reload: () => location.reload() };
    case "text":
      return body;
  }
}

const isHidden = (entry: MessageEntry, room: ChatRoom): boolean =>
  entry.isBlocked && entry.body.kind !== "deleted" && !room.timeline.isUncovered(keyOf(entry));

const mayRecover = (body: Extract<EntryBody, { kind: "undecryptable" }>, room: ChatRoom): boolean =>
  body.reason === "beforeThisDevice" ||
  (body.reason === "keyNotReceived" && room.messenger.identity.getSnapshot().kind === "unconfirmed");

function outgoingBody(item: Outgoing, room: ChatRoom): MessageBody {
  const { what, state, transactionId } = item;
  if (what.kind !== "attachment")
    return { kind: "text", text: what.kind === "text" ? what.text : "", isEmote: false, isNotice: false };
  const url = what.picture ? room.messenger.transfers.localUrl(transactionId, what.thumbnail?.blob ?? what.blob) : undefined;
  const progress = state.kind === "sending" ? (state.progress ?? 0) : state.kind === "sent" ? 1 : 0;
  const { name, caption, width, height, bytes, mimeType } = what;
  return {
    kind: what.picture ? "image" : "file",
    ...{ name, caption, width, height, bytes, mimeType },
    transfer: { kind: "uploading", progress, url, cancel: () => void room.messenger.discard(transactionId) },
  };
}

function deliveryOf(item: Outgoing, room: ChatRoom, retryAll: (() => void) | undefined): Delivery {
  const { state, transactionId } = item;
  if (state.kind !== "failed") return { kind: state.kind };
  return {
    ...state,
    retry: () => void room.messenger.retry(transactionId),
    retryAll,
    delete: () => void room.messenger.discard(transactionId),
  };
}

function reactionOf(
  reaction: MessageEntry["reactions"][number],
  entry: MessageEntry,
  room: ChatRoom,
  me: Person,
): Reaction {
  const isOwn = reaction.people.some((person) => person.id === me.id);
  return {
    text: reaction.text,
    count: reaction.people.length,
    isOwn,
    people: reaction.people,
    toggle: () => toggleReaction(entry, reaction.text, room, me),
  };
}

function toggleReaction(entry: MessageEntry, text: string, room: ChatRoom, me: Person): void {
  const { messenger } = room;
  const shown = entry.reactions.find((one) => one.text === text);
  if (shown?.ownEventId !== undefined)
    return void messenger.send(room.id, { kind: "redaction", target: shown.ownEventId });
  // An own reaction that is still on its way is not doubled.
  if (shown?.people.some((person) => person.id === me.id) !== true)
    void messenger.send(room.id, { kind: "reaction", target: entry.eventId, text });
}

function actionsOf(entry: MessageEntry, room: ChatRoom, me: Person): MessageActions {
  const { body, eventId } = entry;
  if (body.kind === "deleted" || isHidden(entry, room)) return {};
  const canWrite = room.summary?.canWrite === true;
  const isReadable = body.kind !== "undecryptable";
  return {
    reply: canWrite && isReadable ? () => room.composer.reply(eventId) : undefined,
    react: canWrite && isReadable ? (text) => toggleReaction(entry, text, room, me) : undefined,
    edit: canWrite && entry.isOwn && body.kind === "text" ? () => room.composer.edit(eventId) : undefined,
    delete: entry.canDelete
      ? () => void room.messenger.send(room.id, { kind: "redaction", target: eventId })
      : undefined,
    copy: body.kind === "text" ? () => copy(body.text) : undefined,
  };
}

function copy(text: string): void {
  void navigator.clipboard.writeText(text);
}
