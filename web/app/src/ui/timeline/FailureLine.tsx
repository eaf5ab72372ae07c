import type { Delivery } from "../../model/parts.ts";
import { useText } from "../../text/index.ts";
import styles from "./FailureLine.module.css";

/** Below a message that did not go: why, and what to do. The code is there to be read out to somebody who helps. */
export function FailureLine({ failure }: { readonly failure: Extract<Delivery, { kind: "failed" }> }) {
  const text = useText();
  return (
    <div className={styles.line}>
      <span className={styles.why} title={failure.code && text("timeline.failure.code", { code: failure.code })}>
        {text(`timeline.failure.${failure.reason}`)}
      </span>
      <button type="button" className={styles.action} onClick={failure.retry}>
        {text("timeline.failure.retry")}
      </button>
      <button type="button" className={styles.action} onClick={failure.delete}>
        {text("timeline.failure.delete")}
      </button>
    </div>
  );
}
