import type { Delivery } from "../../model/parts.ts";
import { useText } from "../../text/index.ts";
import styles from "./FailureLine.module.css";

export type FailureLineProps = {
  readonly failure: Extract<Delivery, { kind: "failed" }>;
  /** Absent where there are no words to copy. */
  readonly onCopy: (() => void) | undefined;
};

/** Below a message that did not go: why, and what to do. The code is there to be read out to somebody who helps. */
export function FailureLine({ failure, onCopy }: FailureLineProps) {
  const text = useText();
  return (
    <div className={styles.line}>
      <span className={styles.why} title={failure.code && text("timeline.failure.code", { code: failure.code })}>
        {text(`timeline.failure.${failure.reason}`)}
      </span>
      <button type="button" className={styles.action} onClick={failure.retry}>
        {text("timeline.failure.retry")}
      </button>
      {onCopy && (
        <button type="button" className={styles.action} onClick={onCopy}>
          {text("timeline.failure.copy")}
        </button>
      )}
      <button type="button" className={styles.action} onClick={failure.delete}>
        {text("timeline.failure.delete")}
      </button>
      {failure.retryAll && (
        <button type="button" className={styles.action} onClick={failure.retryAll}>
          {text("timeline.failure.retryAll")}
        </button>
      )}
    </div>
  );
}
