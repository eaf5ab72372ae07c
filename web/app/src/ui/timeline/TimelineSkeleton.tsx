import { Bone, classes } from "@vestnik/design";
import styles from "./TimelineSkeleton.module.css";

const bubbles = ["other", "short", "own", "other", "ownShort", "own", "short"] as const;

export function TimelineSkeleton() {
  return (
    <div className={styles.bubbles}>
      {bubbles.map((shape, place) => (
        <Bone key={place} className={classes(styles.bubble, styles[shape])} />
      ))}
    </div>
  );
}
