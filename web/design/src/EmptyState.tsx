import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";
import { Icon, type IconName } from "./Icon.tsx";

export type EmptyStateProps = {
  readonly icon: IconName;
  readonly title: string;
  /** One sentence: what will be here and how it gets here. */
  readonly text: ReactNode;
  readonly action?: ReactNode;
};

export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className={styles["empty"]}>
      <span className={styles["tile"]}>
        <Icon name={icon} size="hero" />
      </span>
      <h2 className={styles["title"]}>{title}</h2>
      <p className={styles["words"]}>{text}</p>
      {action}
    </div>
  );
}
