import type { Language } from "../../text/index.ts";

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
const step = 1024;

/** A size in words: 2,4 МБ. */
export function bytesInWords(bytes: number, language: Language): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(step)));
  const value = bytes / step ** power;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: units[power],
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}
