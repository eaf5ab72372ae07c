import styles from "./Badge.module.css";
import { classes } from "./classes.ts";

export type BadgeProps = {
  readonly count: number;
  readonly look?: "accent" | "muted";
  /** Read in place of the bare figure: "5 unread". */
  readonly name: string;
};

const most = 999;

export function Badge({ count, look = "accent", name }: BadgeProps) {
  return (
    <span className={classes(styles["badge"], styles[look])} role="img" aria-label={name}>
      {count > most ? `${most}+` : count}
    </span>
  );
}

/** Somebody has named the user. */
export function MentionBadge({ name }: { readonly name: string }) {
  return (
    <span className={classes(styles["badge"], styles["mention"])} role="img" aria-label={name}>
      @
    </span>
  );
}
