import type { ReactNode } from "react";
import styles from "./Block.module.css";

export type BlockProps = {
  readonly title?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

/** One part of the pane, between hairlines. */
export function Block({ title, action, children }: BlockProps) {
  return (
    <section className={styles.block} aria-label={title}>
      {title && (
        <div className={styles.head}>
          <h3 className={styles.title}>{title}</h3>
          {action}
        </div>
      )}
      {children}
    </section>
  );
}
