import type { MessageBody, MessageItem, Reaction, TimelineItem } from "../model/TimelineSnapshot.ts";
import { eventId, people, say } from "./people.ts";
import { lake } from "./picture.ts";

const nothing = () => {};
export const actions = { reply: nothing, react: nothing, edit: nothing, delete: nothing, copy: nothing };
const minute = 60_000;

let count = 0;
/** A message with the parts that matter; the rest is usual. */
export function message(part: Partial<MessageItem> & { readonly body: MessageBody }): MessageItem {
  const key = `gallery-${count++}`;
  return {
    kind: "message",
    key,
    eventId: eventId(key),
    time: today(14, 12),
    sender: part.isOwn ? people().me : people().lena,
    isOwn: false,
    group: "single",
    isEdited: false,
    reactions: [],
    readBy: [],
    mentionsMe: false,
    actions,
    ...part,
  };
}

export const words = (text: string): MessageBody => ({ kind: "text", text, isEmote: false, isNotice: false });

export const reaction = (text: string, count: number, isOwn: boolean): Reaction => ({
  text,
  count,
  isOwn,
  people: [people().lena, people().artem],
  toggle: nothing,
});

export const today = (hours: number, minutes: number): number => new Date().setHours(hours, minutes, 0, 0);

export function hike(): readonly TimelineItem[] {
  const { lena, artem, dasha, me } = people();
  const yesterday = today(12, 18) - 24 * 60 * minute;
  return [
    { kind: "day", key: "day-1", time: yesterday },
    { kind: "system", key: "s1", time: yesterday, notice: { kind: "joined", who: dasha } },
    message({
      time: yesterday,
      body: { kind: "file", name: say("Маршрут — Верхнее озеро.pdf", "Route — Upper lake.pdf"), bytes: 2_516_582, mimeType: "application/pdf", transfer: { kind: "remote", download: nothing } },
    }),
    message({
      sender: artem,
      time: yesterday + 6 * minute,
      body: {
        kind: "image",
        name: "lake.jpg",
        caption: say("Вот стоянка, про которую говорил", "This is the camp I told you about"),
        width: 1600,
        height: 900,
        transfer: { kind: "here", url: lake(640, 360), save: nothing },
      },
      reactions: [reaction("🔥", 4, true), reaction("❤️", 2, false)],
    }),
    message({
      isOwn: true,
      group: "first",
      time: yesterday + 13 * minute,
      body: words(say("Берём! Палатка на двоих и газ — за мной.", "We take it! The tent for two and the gas are mine.")),
      reply: { eventId: eventId("x"), sender: artem, excerpt: { kind: "image", caption: say("Вот стоянка, про которую говорил", "This is the camp I told you about") } },
      delivery: { kind: "read" },
    }),
    message({
      isOwn: true,
      group: "last",
      sender: me,
      time: yesterday + 13 * minute,
      body: words(say("Кто-нибудь знает, мост после дождей цел?", "Does anybody know whether the bridge survived the rain?")),
      delivery: { kind: "delivered" },
    }),
    { kind: "day", key: "day-2", time: today(9, 0) },
    { kind: "unread", key: "unread" },
    message({ sender: lena, group: "first", time: today(14, 2), body: words(say("Цел, вчера проверяли. Вот статья: https://example.test/wiki/Мост", "It did, we checked yesterday. Here is the article: https://example.test/wiki/Bridge")) }),
    message({ sender: lena, group: "middle", time: today(14, 3), isEdited: true, body: words(say("Но скользко. Идите через верхний, там перила с двух сторон и доски новые, а внизу течение сильное и вода по колено", "But it is slippery. Take the upper one: it has railings on both sides and new planks, while below the current is strong and the water is knee deep")) }),
    message({ sender: lena, group: "last", time: today(14, 3), body: words("👍🏔️") }),
    message({ sender: dasha, time: today(14, 12), mentionsMe: true, body: words(say("@Марина аптечка на нас с тобой, список в закрепе", "@Marina the first-aid kit is on you and me, the list is pinned")) }),
  ];
}
