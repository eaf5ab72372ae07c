import { classes, VisuallyHidden } from "@vestnik/design";
import type { Reaction } from "../../model/TimelineSnapshot.ts";
import styles from "./Reactions.module.css";

export function Reactions({ reactions }: { readonly reactions: readonly Reaction[] }) {
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
            title={people}
            onClick={reaction.toggle}
          >
            <span className={styles.sign}>{reaction.text}</span>
            <span>{reaction.count}</span>
            <VisuallyHidden>{people}</VisuallyHidden>
          </button>
        );
      })}
    </div>
  );
}
