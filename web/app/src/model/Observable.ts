/**
 * What every view model offers to a view: an immutable snapshot and a bell.
 * The shape is the one React's `useSyncExternalStore` asks for; the same object is returned until something changed.
 */
export interface Observable<Snapshot> {
  getSnapshot(): Snapshot;
  /** Returns the function that ends the subscription. */
  subscribe(onChange: () => void): () => void;
}
