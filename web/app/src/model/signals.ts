import type { Observable } from "./Observable.ts";

/** A value that rings when it is replaced. */
export class Signal<T> implements Observable<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: T) {}

  getSnapshot = (): T => this.value;

  subscribe = (onChange: () => void): (() => void) => {
    this.listeners.add(onChange);
    return () => this.listeners.delete(onChange);
  };

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }
}

/** Computed from others, anew only when one of them changed. */
export function derived<T>(sources: readonly Observable<unknown>[], compute: () => T): Observable<T> {
  let seen: readonly unknown[] | undefined;
  let value: T;
  return {
    getSnapshot: () => {
      const now = sources.map((source) => source.getSnapshot());
      if (seen === undefined || now.some((one, place) => one !== seen?.[place])) {
        value = compute();
        seen = now;
      }
      return value;
    },
    subscribe: (onChange) => {
      const ends = sources.map((source) => source.subscribe(onChange));
      return () => ends.forEach((end) => end());
    },
  };
}
