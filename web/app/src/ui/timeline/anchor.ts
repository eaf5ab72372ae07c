/** A line of the timeline as the virtual list has laid it out. CSS pixels from the top of the contents. */
export type Laid = { readonly key: string; readonly start: number; readonly size: number };

/** The message that must not move under the reader's eye, and how far its top is from the top of the view. */
export type Anchor = { readonly key: string; readonly offset: number };

/** The first line that may be held on to and reaches into the view. Headers may not: they move when older lines come. */
export function anchorIn(
  lines: readonly Laid[],
  scrollTop: number,
  mayHold: (key: string) => boolean,
): Anchor | undefined {
  const line = lines.find(({ key, start, size }) => start + size > scrollTop && mayHold(key));
  return line && { key: line.key, offset: line.start - scrollTop };
}

/** Where to scroll so that the anchor stands where it stood; undefined when it is gone or has not moved. */
export function heldScrollTop(lines: readonly Laid[], scrollTop: number, anchor: Anchor): number | undefined {
  const line = lines.find(({ key }) => key === anchor.key);
  if (line === undefined) return undefined;
  const wanted = line.start - anchor.offset;
  return Math.abs(wanted - scrollTop) < 1 ? undefined : wanted;
}
