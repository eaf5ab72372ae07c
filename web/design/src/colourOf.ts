const offset = 0x811c9dc5;
const prime = 0x01000193;
const colours = 10;

/** Number of the avatar's and the name's colour, 0 to 9: FNV-1a of the id's UTF-8, so it outlives every renaming. */
export function colourOf(id: string): number {
  let hash = offset;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, prime) >>> 0;
  return hash % colours;
}
