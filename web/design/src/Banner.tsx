import type { ReactNode } from "react";
import styles from "./Banner.module.css";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";

export type BannerProps = {
  readonly weight: "danger" | "warning" | "quiet" | "accent" | "good";
  readonly icon: IconName;
  readonly children: ReactNode;
  /** Buttons, at the end of the line or below it when it is narrow. */
  readonly actions?: ReactNode;
  /** `bar` spans a pane from edge to edge, `card` stands inside one. */
  readonly shape?: "bar" | "card";
  /** Read out at once when it appears; `alert` interrupts, for danger only. */
  readonly role?: "status" | "alert" | "note";
};

export function Banner({ weight, icon, children, actions, shape = "card", role = "status" }: BannerProps) {
  return (
    <div className={classes(styles["banner"], styles[weight], styles[shape])} role={role}>
      <span className={styles["icon"]}>
        <Icon name={icon} />
      </span>
      <div className={styles["body"]}>
        <div className={styles["words"]}>{children}</div>
        {actions && <div className={styles["actions"]}>{actions}</div>}
      </div>
    </div>
  );
}
