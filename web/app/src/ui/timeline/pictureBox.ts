export type Box = { readonly width: number; readonly height: number };

/** CSS pixels. The largest is what fits into a bubble, the least keeps a thin strip pressable. */
const widest = 440;
const tallest = 420;
const least = 120;
/** For a picture that came without its size. */
const usual: Box = { width: 320, height: 240 };

/** The place reserved for a picture before its bytes are here; it does not change when they come. */
export function pictureBox(width: number | undefined, height: number | undefined): Box {
  if (!isSize(width) || !isSize(height)) return usual;
  const scale = Math.min(1, widest / width, tallest / height);
  return { width: Math.max(least, Math.round(width * scale)), height: Math.max(least, Math.round(height * scale)) };
}

const isSize = (side: number | undefined): side is number => side !== undefined && Number.isFinite(side) && side > 0;
