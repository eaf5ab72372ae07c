import type { resources } from "./resources.ts";

type PluralEnding = "_zero" | "_one" | "_two" | "_few" | "_many" | "_other";
type WithoutEnding<Key extends string> = Key extends `${infer Stem}${PluralEnding}` ? Stem : Key;

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? WithoutEnding<Key>
    : `${WithoutEnding<Key>}.${Leaves<Tree[Key]>}`;
}[keyof Tree & string];

/** Every text there is, e.g. `"timeline.deleted"`; a plural is named without its ending. */
export type TextKey = Leaves<(typeof resources)["en"]>;

export type TextValues = Readonly<Record<string, string | number>>;
