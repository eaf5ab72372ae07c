import { language } from "./index.ts";

export const locales = { ru: "ru-RU", en: "en-GB" } as const;

/** A moment in words of the chosen language: today's time, this year's day, else the whole date. */
export function formatMoment(time: number, now: number = Date.now()): string {
  const date = new Date(time);
  const locale = locales[language()];
  const today = new Date(now);
  if (date.toDateString() === today.toDateString())
    return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(date);
  const isThisYear = date.getFullYear() === today.getFullYear();
  const form: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: isThisYear ? undefined : "numeric" };
  return new Intl.DateTimeFormat(locale, form).format(date);
}
