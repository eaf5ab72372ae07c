import { type EventId, isRoomId, isUserId, type RoomId, type UserId } from "@vestnik/matrix/ids";
import type { Person } from "../model/parts.ts";
import { language } from "../text/index.ts";

const isRussian = () => language() === "ru";
export const say = (russian: string, english: string): string => (isRussian() ? russian : english);

export const userId = (name: string): UserId => {
  const id = `@${name}:vestnik.test`;
  if (!isUserId(id)) throw new Error(id);
  return id;
};

export const roomId = (name: string): RoomId => {
  const id = `!${name}:vestnik.test`;
  if (!isRoomId(id)) throw new Error(id);
  return id;
};

// The gallery has no server that would give ids.
export const eventId = (name: string): EventId => `$${name}` as EventId;

export const people = () =>
  ({
    me: person("marina", say("Марина", "Marina")),
    lena: person("lena", say("Лена Савина", "Lena Savina")),
    artem: person("artem", say("Артём Грачёв", "Artyom Grachev")),
    dasha: person("dasha", say("Даша Ким", "Dasha Kim")),
    kostya: person("kostya", say("Костя Рябов", "Kostya Ryabov")),
    yuri: person("yuri.pakhomov", say("Юрий Пахомов", "Yuri Pakhomov")),
    mama: person("mama", say("Мама", "Mum")),
  }) as const;

const person = (id: string, name: string): Person => ({ id: userId(id), name });
