import type { Person } from "../../model/parts.ts";
import { useText } from "../../text/index.ts";
import styles from "./TypingRow.module.css";
import { typingWords } from "./typingWords.ts";

/** Its place is reserved, so that nothing moves when somebody begins to type. */
export function TypingRow({ people }: { readonly people: readonly Person[] }) {
  const words = typingWords(people, false, useText());
  return (
    <div className={styles.row}>
      {words && (
        <>
          <i className={styles.dots} aria-hidden />
          <span className={styles.words}>{words}</span>
        </>
      )}
    </div>
  );
}
