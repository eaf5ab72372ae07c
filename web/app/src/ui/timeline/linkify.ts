export type TextPart = { readonly kind: "words"; readonly text: string } | { readonly kind: "link"; readonly text: string; readonly href: string };

const address = /https?:\/\/[^\s<>"«»]+/giu;
const trailing = /[.,:;!?'»”)\]}…]+$/u;

/** Cuts a text into words and web addresses. Only http and https become links, and they are shown as they are. */
export function linkify(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(address)) {
    const link = withoutTail(found[0]);
    const href = readable(link);
    if (href === undefined) continue;
    if (found.index > end) parts.push({ kind: "words", text: text.slice(end, found.index) });
    parts.push({ kind: "link", text: link, href });
    end = found.index + link.length;
  }
  if (end < text.length) parts.push({ kind: "words", text: text.slice(end) });
  return parts;
}

/** Punctuation after an address belongs to the sentence, a bracket only when it was not opened inside. */
function withoutTail(link: string): string {
  let tail = trailing.exec(link)?.[0] ?? "";
  let kept = link.slice(0, link.length - tail.length);
  while (tail.startsWith(")") && count(kept, "(") > count(kept, ")")) {
    kept += ")";
    tail = tail.slice(1);
  }
  return kept;
}

function readable(link: string): string | undefined {
  try {
    return new URL(link).href;
  } catch {
    return undefined;
  }
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;
