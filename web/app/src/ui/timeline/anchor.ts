type Key = string | number | bigint;

/** A line of the timeline as the virtual list has laid it out. CSS pixels from the top of the contents. */
export type Laid = { readonly key: Key; readonly start: number; readonly size: number };

/** The line that must not move under the reader's eye, and how far its top is from the top of the view. */
export type Anchor = { readonly key: Key; readonly offset: number };

/** The first line that may be held on to and reaches into the view. Headers may not: they move when older lines come. */
export function anchorIn(lines: readonly Laid[], scrollTop: number, mayHold: (key: Key) => boolean): Anchor | undefined {
  let place = firstInView(lines, scrollTop);
  for (let line = lines[place]; line !== undefined; line = lines[++place])
    if (mayHold(line.key)) return { key: line.key, offset: line.start - scrollTop };
  return undefined;
}

/** Where to scroll so that the anchor stands where it stood; undefined when it is gone. */
export function heldScrollTop(lines: readonly Laid[], anchor: Anchor): number | undefined {
  const line = lines.find(({ key }) => key === anchor.key);
  return line && line.start - anchor.offset;
}

/** Halving: the lines follow each other from top to bottom. */
function firstInView(lines: readonly Laid[], scrollTop: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = lines[middle];
    if (line !== undefined && line.start + line.size <= scrollTop) low = middle + 1;
    else high = middle;
  }
  return low;
}
