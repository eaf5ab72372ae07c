import type { DetailsSnapshot, MemberRow } from "../model/DetailsSnapshot.ts";
import type { ChatHeading } from "../model/TimelineSnapshot.ts";
import { today } from "./messages.ts";
import { people, roomId, say } from "./people.ts";

export const room = roomId("hike");
const nothing = () => {};

export const heading = (): ChatHeading => ({
  kind: "group",
  title: say("Поход на Верхнее озеро", "Hike to the Upper lake"),
  colourSeed: "@hike:vestnik.test",
  isEncrypted: true,
  memberCount: 6,
});

export function details(close: () => void): DetailsSnapshot {
  const { me, lena, artem, dasha, kostya, yuri } = people();
  const member = (person: MemberRow["person"], part: Partial<MemberRow> = {}): MemberRow => ({
    person,
    isMe: false,
    state: "joined",
    role: "member",
    trust: "verified",
    assignableRoles: ["moderator", "member"],
    setRole: nothing,
    remove: nothing,
    ban: nothing,
    ...part,
  });
  return {
    kind: "group",
    roomId: room,
    chat: heading(),
    created: today(9, 0) - 13 * 86_400_000,
    members: [
      member(lena, { role: "owner", remove: undefined, ban: undefined, setRole: undefined }),
      member(me, { isMe: true, role: "administrator", remove: undefined, ban: undefined, setRole: undefined }),
      member(artem),
      member(dasha, { trust: "changed" }),
      member(kostya, { trust: "unverified" }),
      member(yuri, { state: "invited", trust: "none" }),
    ],
    verifiedCount: 3,
    notices: [{ key: "n", about: { kind: "unsignedDevice", person: kostya, isMe: false, deviceIds: [] } }],
    mute: { isMuted: false, toggle: nothing },
    invite: nothing,
    rename: nothing,
    leave: nothing,
    close,
  };
}
