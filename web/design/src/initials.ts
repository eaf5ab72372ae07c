const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** One or two capital letters of a name; a name without letters gives its first sign. */
export function initials(name: string): string {
  const words = name.split(/[\s_.-]+/u).flatMap((word) => word.match(/\p{L}.*/u)?.[0] ?? []);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  const found = letters.map((word) => firstSign(word ?? "").toLocaleUpperCase()).join("");
  return found === "" ? firstSign(name.trim()) : found;
}

function firstSign(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment;
  return "";
}
