import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./Skeleton.module.css";
import { useHeldBack } from "./useHeldBack.ts";

export type WaitingProps = {
  readonly isWaiting: boolean;
  /** What is awaited, read out while the skeleton stands. */
  readonly name: string;
  /** Boxes of the same shape as the content. */
  readonly skeleton: ReactNode;
  readonly children: ReactNode;
};

/** The content, or its skeleton while it is awaited for longer than a blink. */
export function Waiting({ isWaiting, name, skeleton, children }: WaitingProps) {
  const isShown = useHeldBack(isWaiting);
  if (isShown)
    return (
      <div className={styles["waiting"]} role="status" aria-busy="true" aria-label={name}>
        {skeleton}
      </div>
    );
  return isWaiting ? null : children;
}

/** One grey box; its size comes from the class of the caller. */
export function Bone({ shape = "line", className }: { readonly shape?: "line" | "circle" | "squircle"; readonly className?: string | undefined }) {
  return <span className={classes(styles["bone"], styles[shape], className)} />;
}
