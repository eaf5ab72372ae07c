import type { ChatDetails, ChatMember } from "@vestnik/matrix/chat";
import type { ChatRoom } from "./ChatRoom.ts";
import type { DetailsSnapshot, MemberRow, Mute, Role } from "./DetailsSnapshot.ts";
import type { Observable } from "./Observable.ts";
import { currentRoute, go } from "./route.ts";
import { Signal, derived } from "./signals.ts";
import { noticesOf } from "./trustOf.ts";

/** Power of each role in the protocol's levels. */
const powerOf: Readonly<Record<Role, number>> = { owner: 100, administrator: 75, moderator: 50, member: 0 };

export const roleOf = (power: number): Role =>
  power >= 100 ? "owner" : power >= 75 ? "administrator" : power >= 50 ? "moderator" : "member";

export class Details implements Observable<DetailsSnapshot> {
  /** Set while the invitation dialog is open. */
  readonly isInviting = new Signal(false);
  private readonly view: Observable<DetailsSnapshot>;

  constructor(private readonly room: ChatRoom) {
    const { details, summaries, trust, pictures } = room.messenger;
    this.view = derived([details, summaries, trust, pictures.arrived, currentRoute], () => this.compute());
  }

  getSnapshot = (): DetailsSnapshot => this.view.getSnapshot();
  subscribe = (onChange: () => void): (() => void) => this.view.subscribe(onChange);

  private compute(): DetailsSnapshot {
    const { room } = this;
    const route = currentRoute.getSnapshot();
    if (route.kind !== "chat" || route.roomId !== room.id || !route.isDetails) return { kind: "closed" };
    const { summary, id: roomId } = room;
    const details = room.messenger.details.getSnapshot().get(roomId);
    const close = () => go({ kind: "chat", roomId, isDetails: false }, "replace");
    if (summary === undefined || details === undefined) return { kind: "loading", roomId, close };

    const chat = room.heading(summary);
    const common = { roomId, chat, notices: noticesOf(room), mute: this.mute(details), leave: () => this.leave(), close };
    const other = details.members.find((member) => member.person.id === summary.person?.id);
    if (summary.kind === "person" && other !== undefined) {
      const person = room.messenger.pictures.person(other.person);
      const verify = other.trust === "verified" ? undefined : () => void room.messenger.engine.verifyPerson(person.id);
      const block = { isBlocked: other.isBlocked, toggle: () => void room.messenger.engine.block(person.id, !other.isBlocked) };
      return { kind: "person", ...common, person, trust: other.trust, verify, block };
    }
    return {
      kind: "group",
      ...common,
      created: details.created,
      members: [...details.members].sort(byRole).map((member) => this.row(member, details)),
      verifiedCount: details.members.filter((member) => !member.isMe && member.trust === "verified").length,
      invite: details.powers.own >= details.powers.invite ? () => this.isInviting.set(true) : undefined,
      rename: details.powers.own >= details.powers.rename ? (name) => this.rename(name) : undefined,
    };
  }

  private row(member: ChatMember, { powers }: ChatDetails): MemberRow {
    const { engine, pictures } = this.room.messenger;
    const roomId = this.room.id;
    const { id } = member.person;
    const isBelow = !member.isMe && member.power < powers.own;
    const mayChange = isBelow && powers.own >= powers.changeRoles && Number.isFinite(member.power);
    const roles = Object.entries(powerOf).filter(([, power]) => power <= powers.own);
    return {
      person: pictures.person(member.person),
      isMe: member.isMe,
      state: member.state,
      role: roleOf(member.power),
      trust: member.trust,
      assignableRoles: mayChange ? roles.map(([role]) => role as Role) : [],
      setRole: mayChange ? (role) => void engine.setPower(roomId, id, powerOf[role]) : undefined,
      remove: isBelow && powers.own >= powers.remove ? () => void engine.remove(roomId, id) : undefined,
      ban: isBelow && powers.own >= powers.ban ? () => void engine.ban(roomId, id) : undefined,
    };
  }

  private mute({ isMuted }: ChatDetails): Mute {
    return { isMuted, toggle: () => void this.room.messenger.engine.mute(this.room.id, !isMuted) };
  }

  private rename(name: string): void {
    void this.room.messenger.engine.rename(this.room.id, name);
  }

  private leave(): void {
    void this.room.messenger.engine.leave(this.room.id).then(() => go({ kind: "chats" }, "replace"));
  }
}

const byRole = (one: ChatMember, other: ChatMember): number =>
  other.power - one.power || one.person.name.localeCompare(other.person.name);
