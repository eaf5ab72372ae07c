/** The word under which this browser's choice of language is stored when somebody looks for texts that are not in the tables. */
export const pseudoLanguage = "pseudo";

const letters: Readonly<Record<string, string>> = {
  a: "åå", b: "ƀ", c: "ç", d: "ð", e: "éé", f: "ƒ", g: "ğ", h: "ĥ", i: "íí", j: "ĵ", k: "ķ", l: "ļ", m: "ɱ",
  n: "ñ", o: "øø", p: "þ", q: "ǫ", r: "ŕ", s: "š", t: "ţ", u: "ûû", v: "ṽ", w: "ŵ", x: "ẋ", y: "ý", z: "ž",
};

/**
 * A text as it would be in a language of longer words with a sign on every letter: what stays plain on the screen came
 * from no table, and what is cut had too little room.
 */
export function pseudo(text: string): string {
  const written = text.replace(/[A-Za-z]/g, (letter) => {
    const strange = letters[letter.toLowerCase()] ?? letter;
    return letter === letter.toLowerCase() ? strange : strange.toUpperCase();
  });
  return `⟦${written}⟧`;
}
