import type { ChatEntry, MessageEntry, Person } from "@vestnik/matrix/chat";
import type { EventId, RoomId, UserId } from "@vestnik/matrix";
import type { Outgoing, OutgoingContent, OutgoingState } from "@vestnik/matrix/queue/Outgoing";
import { describe, expect, it } from "vitest";
import { isConfirmed, overlay } from "./overlay.ts";

const anna: Person = { id: "@anna:localhost" as UserId, name: "Anna" };
const boris: Person = { id: "@boris:localhost" as UserId, name: "Boris" };

describe("what was said, over what the server has", () => {
  it("stands at the end until its event has come", () => {
    const said = outgoing({ kind: "text", text: "hi" });
    expect(overlay([message("$1", boris)], [said], anna).map((one) => one.kind)).toEqual(["message", "outgoing"]);
  });

  it("is shown once when its event has come, under its transaction id", () => {
    const said = outgoing({ kind: "text", text: "hi" }, { kind: "sending" });
    const come = { ...message("$2", anna), transactionId: said.transactionId };
    expect(overlay([come], [said], anna)).toEqual([come]);
    expect(isConfirmed(said, [come])).toBe(true);
  });

  it("is shown once when its event has come without a transaction id", () => {
    const said = outgoing({ kind: "text", text: "hi" }, { kind: "sent", eventId: "$2" as EventId });
    expect(overlay([message("$2", anna)], [said], anna)).toHaveLength(1);
  });

  it("edits, reacts and deletes at once", () => {
    const said = [
      outgoing({ kind: "edit", target: "$1" as EventId, text: "better" }),
      outgoing({ kind: "reaction", target: "$1" as EventId, text: "👍" }),
      outgoing({ kind: "redaction", target: "$2" as EventId }),
    ];
    const [first, second] = overlay([message("$1", anna), message("$2", anna)], said, anna) as MessageEntry[];
    expect(first?.body).toMatchObject({ text: "better" });
    expect(first?.reactions).toEqual([{ text: "👍", people: [anna] }]);
    expect(second?.body.kind).toBe("deleted");
  });

  it("leaves a message as it was when the change was refused", () => {
    const refused = outgoing({ kind: "redaction", target: "$1" as EventId }, { kind: "failed", reason: "notAllowed" });
    expect(overlay([message("$1", anna)], [refused], anna)).toEqual([message("$1", anna)]);
  });

  it("takes back an own reaction and keeps those of others", () => {
    const reacted = {
      ...message("$1", boris),
      reactions: [{ text: "👍", people: [anna, boris], ownEventId: "$r" as EventId }],
    };
    const said = outgoing({ kind: "redaction", target: "$r" as EventId });
    const [shown] = overlay([reacted], [said], anna) as MessageEntry[];
    expect(shown?.reactions).toEqual([{ text: "👍", people: [boris], ownEventId: undefined }]);
  });

  it("does not count a reaction twice while it is on its way", () => {
    const twice = [1, 2].map(() => outgoing({ kind: "reaction", target: "$1" as EventId, text: "👍" }));
    const [shown] = overlay([message("$1", boris)], twice, anna) as MessageEntry[];
    expect(shown?.reactions[0]?.people).toEqual([anna]);
  });
});

let count = 0;

function outgoing(what: OutgoingContent, state: OutgoingState = { kind: "queued" }): Outgoing {
  const order = ++count;
  return { transactionId: `v${order}`, roomId: "!room" as RoomId, time: order, order, what, state };
}

function message(eventId: string, sender: Person): Extract<ChatEntry, { kind: "message" }> {
  return {
    kind: "message",
    eventId: eventId as EventId,
    time: 0,
    sender,
    isOwn: sender === anna,
    body: { kind: "text", text: "text", isEmote: false, isNotice: false },
    isEdited: false,
    reactions: [],
    readBy: [],
    mentionsMe: false,
    canDelete: true,
    isBlocked: false,
  };
}
