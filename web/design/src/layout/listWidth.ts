export const narrowest = 300;
export const widest = 420;
export const usual = 348;
const storageKey = "vestnik:list-width";

export const clampWidth = (width: number): number => Math.round(Math.min(widest, Math.max(narrowest, width)));

export function rememberedWidth(): number {
  const stored = Number(readStored());
  return Number.isFinite(stored) && stored > 0 ? clampWidth(stored) : usual;
}

export function rememberWidth(width: number): void {
  try {
    localStorage.setItem(storageKey, String(width));
  } catch {
    // A browser that keeps nothing keeps no width either.
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
