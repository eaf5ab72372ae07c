import type { ChatListSnapshot, ChatRow } from "../model/ChatListSnapshot.ts";
import { today } from "./messages.ts";
import { people, roomId, say } from "./people.ts";

const day = 86_400_000;
const nothing = () => {};

function row(name: string, part: Partial<ChatRow> & Pick<ChatRow, "title">): ChatRow {
  return {
    id: roomId(name),
    kind: "person",
    href: `/chat/${name}`,
    colourSeed: `@${name}:vestnik.test`,
    membership: "joined",
    time: today(12, 26),
    unread: 0,
    mentions: 0,
    isMuted: false,
    isPinned: false,
    typing: [],
    needsDecision: false,
    ...part,
  };
}

const text = (words: string) => ({ kind: "text", text: words }) as const;

export function rows(): readonly ChatRow[] {
  const { lena, dasha, artem } = people();
  const own = (words: string, delivery: "read" | "sent" | "failed") => ({ isOwn: true, excerpt: text(words), delivery });
  return [
    row("hike", { kind: "group", title: say("Поход на Верхнее озеро", "Hike to the Upper lake"), time: today(14, 12), typing: [lena], unread: 2, mentions: 1, preview: { sender: dasha, isOwn: false, excerpt: text("…") } }),
    row("mama", { isPinned: true, title: say("Мама", "Mum"), time: today(13, 58), preview: own(say("Пирог в духовке, приезжайте к семи", "The pie is in the oven, come at seven"), "read") }),
    row("ilya", { title: say("Илья Веретенников", "Ilya Veretennikov"), draft: say("посмотрел смету, по второй строке вопрос", "read the estimate, a question on line two") }),
    row("yard", { kind: "group", title: say("Садовая, 12 — наш двор", "Garden street, 12 — our yard"), time: today(12, 4), isMuted: true, unread: 38, preview: { sender: { ...lena, name: say("Вера Сергеевна", "Vera") }, isOwn: false, excerpt: text(say("домофон починят в среду", "the intercom will be mended on Wednesday")) } }),
    row("lighthouse", { kind: "group", title: say("Маяк — рабочая группа", "Lighthouse — working group"), time: today(11, 17), unread: 5, mentions: 1, preview: { sender: artem, isOwn: false, excerpt: text(say("@Марина, глянь смету", "@Marina, look at the estimate")) } }),
    row("olga", { title: say("Ольга Свиридова", "Olga Sviridova"), time: today(10, 40), membership: "invited" }),
    row("kostya", { title: say("Костя", "Kostya"), time: today(10, 15), preview: { isOwn: false, excerpt: { kind: "image", caption: say("Новый велосипед", "New bicycle") } } }),
    row("nadya", { title: say("Надежда Ольховская", "Nadezhda Olkhovskaya"), time: today(9, 30) - day, needsDecision: true }),
    row("sveta", { title: say("Света", "Sveta"), time: today(9, 30) - 3 * day, preview: own(say("Спасибо! Ключи у консьержа.", "Thank you! The keys are with the concierge."), "failed") }),
    row("work", { kind: "group", title: say("Очень длинное название группы, которое не помещается в строку", "A very long name of a group that does not fit in one line"), time: today(9, 30) - 40 * day, unread: 1240, preview: { sender: artem, isOwn: false, excerpt: { kind: "file", name: say("Смета 2026.xlsx", "Estimate 2026.xlsx") } } }),
    row("anna", { title: say("Анна Лебедева", "Anna Lebedeva"), time: today(9, 30) - 400 * day, preview: { isOwn: false, excerpt: { kind: "deleted" } } }),
  ];
}

export const list = (part: Partial<Extract<ChatListSnapshot, { kind: "ready" }>> = {}): Extract<ChatListSnapshot, { kind: "ready" }> => ({
  kind: "ready",
  rows: rows(),
  filter: "all",
  counts: { all: 7, unread: 4, people: 0, groups: 4 },
  query: "",
  isCached: false,
  openRoomId: roomId("hike"),
  setFilter: nothing,
  search: nothing,
  open: nothing,
  startNewChat: nothing,
  ...part,
});
