import type { ChatEntry, MessageEntry, Person } from "@vestnik/matrix/chat";
import type { Outgoing } from "@vestnik/matrix/queue/Outgoing";

/** An entry, or something said that the timeline does not hold yet. */
export type ShownEntry = ChatEntry | { readonly kind: "outgoing"; readonly item: Outgoing };

/** The server's truth with what was said since laid over it: nothing of either is lost or shown twice. */
export function overlay(entries: readonly ChatEntry[], outgoing: readonly Outgoing[], me: Person): readonly ShownEntry[] {
  const there = new Set(entries.flatMap((entry) => idsOf(entry)));
  const waiting = outgoing.filter((item) => !isThere(item, there));
  const changed = entries.map((entry) =>
    entry.kind === "message" ? waiting.reduce((shown, item) => applied(shown, item, me), entry) : entry,
  );
  const said = waiting.filter((item) => item.what.kind === "text" || item.what.kind === "attachment");
  return [...changed, ...said.map((item) => ({ kind: "outgoing" as const, item }))];
}

/** True when the timeline shows the effect of what was said. */
export function isConfirmed(item: Outgoing, entries: readonly ChatEntry[]): boolean {
  const { what } = item;
  switch (what.kind) {
    case "text":
    case "attachment":
      return isThere(item, new Set(entries.flatMap(idsOf)));
    case "edit":
      return entries.some((one) => one.eventId === what.target && one.kind === "message" && showsText(one, what.text));
    case "reaction":
      return entries.some(
        (one) =>
          one.eventId === what.target &&
          one.kind === "message" &&
          one.reactions.some((reaction) => reaction.text === what.text && reaction.ownEventId !== undefined),
      );
    case "redaction":
      return !entries.some(
        (one) =>
          one.kind === "message" &&
          ((one.eventId === what.target && one.body.kind !== "deleted") ||
            one.reactions.some((reaction) => reaction.ownEventId === what.target)),
      );
  }
}

function idsOf(entry: ChatEntry): readonly string[] {
  const { eventId } = entry;
  return entry.kind === "message" && entry.transactionId !== undefined ? [eventId, entry.transactionId] : [eventId];
}

const isThere = (item: Outgoing, ids: ReadonlySet<string>): boolean =>
  ids.has(item.transactionId) || (item.state.kind === "sent" && ids.has(item.state.eventId));

const showsText = (entry: MessageEntry, text: string): boolean =>
  entry.isEdited && entry.body.kind === "text" && entry.body.text === text;

function applied(entry: MessageEntry, { what, state }: Outgoing, me: Person): MessageEntry {
  if (state.kind === "failed") return entry;
  if (what.kind === "edit" && what.target === entry.eventId && entry.body.kind === "text")
    return { ...entry, body: { ...entry.body, text: what.text }, isEdited: true };
  if (what.kind === "redaction") return withdrawn(entry, what.target, me);
  if (what.kind === "reaction" && what.target === entry.eventId) return reacted(entry, what.text, me);
  return entry;
}

function withdrawn(entry: MessageEntry, target: string, me: Person): MessageEntry {
  if (entry.eventId === target)
    return { ...entry, body: { kind: "deleted", by: me }, reactions: [], reply: undefined, isEdited: false };
  const reactions = entry.reactions
    .map((one) =>
      one.ownEventId === target
        ? { ...one, ownEventId: undefined, people: one.people.filter((person) => person.id !== me.id) }
        : one,
    )
    .filter((one) => one.people.length > 0);
  return { ...entry, reactions };
}

function reacted(entry: MessageEntry, text: string, me: Person): MessageEntry {
  const known = entry.reactions.find((one) => one.text === text);
  if (known === undefined) return { ...entry, reactions: [...entry.reactions, { text, people: [me] }] };
  if (known.people.some((person) => person.id === me.id)) return entry;
  const reactions = entry.reactions.map((one) => (one === known ? { ...one, people: [...one.people, me] } : one));
  return { ...entry, reactions };
}
