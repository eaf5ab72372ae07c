import type { Language } from "../../text/index.ts";

const locales = { ru: "ru-RU", en: "en-GB" } as const satisfies Record<Language, string>;
const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Hours and minutes: 14:12. */
export const clock = (time: number, language: Language): string =>
  format(time, language, { hour: "2-digit", minute: "2-digit" });

/** The heading of a day: Today, Yesterday, Wednesday 16 September, with the year when it is another one. */
export function dayName(time: number, now: number, language: Language): string {
  const ago = daysBetween(time, now);
  if (ago === 0 || ago === 1) return capital(relative(-ago, language), language);
  return capital(
    format(time, language, { weekday: "long", day: "numeric", month: "long", ...yearUnlessSame(time, now) }),
    language,
  );
}

/** The time in a list row: hours today, a word yesterday, a weekday in the last week, else a date. */
export function rowTime(time: number, now: number, language: Language): string {
  const ago = daysBetween(time, now);
  if (ago <= 0) return clock(time, language);
  if (ago === 1) return relative(-1, language);
  if (ago < 7) return format(time, language, { weekday: "short" });
  if (new Date(time).getFullYear() === new Date(now).getFullYear())
    return format(time, language, { day: "numeric", month: "short" });
  return format(time, language, { day: "2-digit", month: "2-digit", year: "2-digit" });
}

/** Everything, for the tooltip. */
export const fullTime = (time: number, language: Language): string =>
  format(time, language, { dateStyle: "full", timeStyle: "medium" });

/** Day and month, with the year when it is another one. */
export const dateName = (time: number, now: number, language: Language): string =>
  format(time, language, { day: "numeric", month: "long", ...yearUnlessSame(time, now) });

/** For the `dateTime` of a `<time>`. */
export const machineTime = (time: number): string => new Date(time).toISOString();

function format(time: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(options);
  let known = formats.get(key);
  if (known === undefined) formats.set(key, (known = new Intl.DateTimeFormat(locales[language], options)));
  return known.format(time);
}

const relative = (days: number, language: Language): string =>
  new Intl.RelativeTimeFormat(locales[language], { numeric: "auto" }).format(days, "day");

/** Calendar days in the reader's zone; a day of 23 or 25 hours counts as one. */
const daysBetween = (time: number, now: number): number => Math.round((midnight(now) - midnight(time)) / dayMs);

const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

const yearUnlessSame = (time: number, now: number): Intl.DateTimeFormatOptions =>
  new Date(time).getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" };

const capital = (words: string, language: Language): string =>
  words.charAt(0).toLocaleUpperCase(locales[language]) + words.slice(1);
