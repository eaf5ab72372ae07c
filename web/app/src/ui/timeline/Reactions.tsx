import { classes } from "@vestnik/design";
import type { Reaction } from "../../model/TimelineSnapshot.ts";
import { useText } from "../../text/index.ts";
import styles from "./Reactions.module.css";

export function Reactions({ reactions }: { readonly reactions: readonly Reaction[] }) {
  const text = useText();
  return (
    <div className={styles.reactions}>
      {reactions.map((reaction) => {
        const people = reaction.people.map(({ name }) => name).join(", ");
        return (
          <button
            key={reaction.text}
            type="button"
            className={classes(styles.reaction, reaction.isOwn && styles.own)}
            aria-pressed={reaction.isOwn}
            aria-label={text("timeline.reaction", { sign: reaction.text, people })}
            title={people}
            onClick={reaction.toggle}
          >
            <span className={styles.sign}>{reaction.text}</span>
            <span>{reaction.count}</span>
          </button>
        );
      })}
    </div>
  );
}
