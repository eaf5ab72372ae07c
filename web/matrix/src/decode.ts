/**
 * The one place where foreign JSON becomes known types. A reader returns `undefined` for what is not as promised;
 * nothing here throws, because a bad answer is an ordinary event.
 */
export type Json = Readonly<Record<string, unknown>>;

export const asRecord = (value: unknown): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;

export const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export const asNumber = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

/** A size or a count: a whole number from zero up. */
export const asCount = (value: unknown): number | undefined => {
  const number = asNumber(value);
  return number !== undefined && number >= 0 ? Math.round(number) : undefined;
};

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function field(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => asRecord(inner)?.[name], value);
}
