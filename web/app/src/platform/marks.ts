/** Moments of the start that the journeys and the bench read. */
export type Mark = "vestnik:list-painted" | "vestnik:chat-painted" | "vestnik:sdk-requested";

export function mark(name: Mark): void {
  if (performance.getEntriesByName(name).length === 0) performance.mark(name);
}

/** Resolves after the browser has painted what React has just committed. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    // A hidden tab paints nothing and must not wait for it.
    const giveUp = setTimeout(resolve, 500);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(giveUp);
        resolve();
      }),
    );
  });
}
