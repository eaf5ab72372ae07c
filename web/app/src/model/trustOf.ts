import type { TrustReason } from "@vestnik/matrix/chat";
import type { ChatRoom } from "./ChatRoom.ts";
import type { TrustChoice, TrustNotice, TrustSnapshot } from "./TrustSnapshot.ts";
import { Signal } from "./signals.ts";
import { go } from "./route.ts";

/** Decisions under way, by chat. */
const working = new Signal<ReadonlyMap<string, "working" | "failed">>(new Map());
export const trustProgress = working;

/** What the chat has to say about trust, with the choices that are legal now. */
export function trustOf(room: ChatRoom): TrustSnapshot {
  const state = room.trustState;
  if (state === undefined) return { kind: "fine" };
  if (state.question !== undefined)
    return {
      kind: "decision",
      question: state.question,
      choices: choicesFor(state.question, room),
      progress: working.getSnapshot().get(room.id) ?? "idle",
    };
  const notices = noticesOf(room);
  return notices.length === 0 ? { kind: "fine" } : { kind: "notice", notices };
}

export function noticesOf(room: ChatRoom): readonly TrustNotice[] {
  const state = room.trustState;
  if (state === undefined) return [];
  const { pictures, engine } = room.messenger;
  return [
    ...state.swappedBackups.map((person) => ({
      key: `backup-${person.id}`,
      about: { kind: "swappedBackup" as const, person: pictures.person(person) },
      dismiss: () => void engine.swappedBackupWasSeen(person.id),
    })),
    ...state.unsignedDevices.map((one) => ({
      key: `unsigned-${one.person.id}`,
      about: { ...one, kind: "unsignedDevice" as const, person: pictures.person(one.person) },
    })),
    ...state.withoutIdentity.map((person) => ({
      key: `none-${person.id}`,
      about: { kind: "noIdentity" as const, person: pictures.person(person) },
    })),
  ];
}

function choicesFor(question: TrustReason, room: ChatRoom): readonly TrustChoice[] {
  const { engine } = room.messenger;
  const leave: TrustChoice = {
    kind: "leaveChat",
    weight: "danger",
    choose: () => act(room, () => engine.leave(room.id)),
  };
  switch (question.kind) {
    case "identityChanged": {
      const { person, wasVerified } = question;
      return [
        { kind: "verify", weight: "main", choose: () => act(room, () => engine.verifyPerson(person.id)) },
        {
          kind: wasVerified ? "withdrawVerification" : "acceptNewIdentity",
          weight: "other",
          choose: () => act(room, () => engine.acceptIdentity(room.id, person.id)),
        },
      ];
    }
    case "ownIdentityChanged":
      return [
        { kind: "verify", weight: "main", choose: () => go({ kind: "confirm" }) },
        { kind: "signOut", weight: "danger", choose: () => act(room, () => room.messenger.signOut()) },
      ];
    case "newMembers": {
      const accept: TrustChoice = {
        kind: "acceptMembers",
        weight: "main",
        choose: () => act(room, () => engine.acceptMembers(room.id)),
      };
      const powers = room.messenger.details.getSnapshot().get(room.id)?.powers;
      if (powers === undefined || powers.own < powers.remove) return [accept, leave];
      const remove = async () => {
        for (const person of question.people) await engine.remove(room.id, person.id);
      };
      return [accept, { kind: "removeMembers", weight: "danger", choose: () => act(room, remove) }];
    }
    case "encryptionGone":
      return [leave];
  }
}

function act(room: ChatRoom, work: () => Promise<void>): void {
  const mark = (progress: "working" | "failed" | undefined) => {
    const all = new Map(working.getSnapshot());
    if (progress === undefined) all.delete(room.id);
    else all.set(room.id, progress);
    working.set(all);
  };
  mark("working");
  work().then(
    () => mark(undefined),
    () => mark("failed"),
  );
}
