import styles from "./LiveRegion.module.css";

export type LiveRegionProps = {
  /** Lines to read out, oldest first; a line is read once, when its key appears. */
  readonly lines: readonly { readonly key: string; readonly words: string }[];
};

/** Read out and not seen. It has to stand on the page before the first line comes. */
export function LiveRegion({ lines }: LiveRegionProps) {
  return (
    <div className={styles["unseen"]} role="status" aria-live="polite" aria-atomic="false" aria-relevant="additions">
      {lines.map((line) => (
        <p key={line.key}>{line.words}</p>
      ))}
    </div>
  );
}
