import { Icon } from "@vestnik/design";
import { useText } from "../../text/index.ts";
import styles from "./EncryptionWords.module.css";

export type EncryptionWordsProps = {
  readonly isEncrypted: boolean;
  /** Of a group: how many members were compared. */
  readonly verifiedCount?: number;
};

export function EncryptionWords({ isEncrypted, verifiedCount = 0 }: EncryptionWordsProps) {
  const text = useText();
  return (
    <div className={styles.words} data-encrypted={isEncrypted}>
      <span className={styles.icon}>
        <Icon name={isEncrypted ? "lock" : "unlocked"} />
      </span>
      <div>
        <p className={styles.title}>{text(isEncrypted ? "details.encryption.title" : "details.encryption.off")}</p>
        <p className={styles.what}>{text(isEncrypted ? "details.encryption.words" : "details.encryption.offWords")}</p>
        {verifiedCount > 0 && <p className={styles.what}>{text("details.verifiedCount", { count: verifiedCount })}</p>}
      </div>
    </div>
  );
}
