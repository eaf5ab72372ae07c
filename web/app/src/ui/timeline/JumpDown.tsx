import { Badge, IconButton } from "@vestnik/design";
import { useText } from "../../text/index.ts";
import styles from "./JumpDown.module.css";

/** Leads down to the newest message; the figure counts what came meanwhile. */
export function JumpDown({ unseen, onJump }: { readonly unseen: number; onJump(): void }) {
  const text = useText();
  const name = unseen > 0 ? text("timeline.toEndUnseen", { count: unseen }) : text("timeline.toEnd");
  return (
    <div className={styles.place}>
      {unseen > 0 && (
        <span className={styles.count} aria-hidden>
          <Badge count={unseen} name={String(unseen)} />
        </span>
      )}
      <div className={styles.button}>
        <IconButton icon="down" look="round" name={name} onPress={onJump} />
      </div>
    </div>
  );
}
