import type { EmojiPair } from "@vestnik/matrix/engine/verificationState";
import { language } from "../../text/index.ts";
import styles from "./Trust.module.css";
import { emojiName } from "./emojiNames.ts";

export function EmojiRow({ emoji }: { emoji: readonly EmojiPair[] }) {
  return (
    <ol className={styles["emoji"]}>
      {emoji.map(({ symbol, name }, place) => (
        // The same emoji may stand twice.
        <li key={place}>
          <span className={styles["symbol"]} aria-hidden>
            {symbol}
          </span>
          {emojiName(name, language())}
        </li>
      ))}
    </ol>
  );
}
