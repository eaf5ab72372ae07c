import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./Toast.module.css";

export type ToastProps = {
  readonly icon?: IconName;
  readonly children: ReactNode;
  /** A way back; gives the reader seven seconds in place of five. */
  readonly undo?: { readonly words: string; onUndo(): void };
  onEnd(): void;
};

const plainMs = 5_000;
const undoMs = 7_000;

/** One at a time, at the bottom; the element is a status, so it is read out too. Its time stands still under the pointer. */
export function Toast({ icon, children, undo, onEnd }: ToastProps) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const end = useRef(onEnd);
  end.current = onEnd;
  const stop = () => clearTimeout(timer.current);
  const start = () => {
    stop();
    timer.current = setTimeout(() => end.current(), undo ? undoMs : plainMs);
  };
  // The clock is outside React.
  useEffect(() => {
    start();
    return stop;
  }, [children]);
  return (
    <div className={styles["place"]}>
      <div
        className={styles["toast"]}
        role="status"
        onPointerEnter={stop}
        onPointerLeave={start}
        onFocus={stop}
        onBlur={start}
      >
        {icon && <Icon name={icon} />}
        <span className={styles["words"]}>{children}</span>
        {undo && (
          <button type="button" className={styles["undo"]} onClick={undo.onUndo}>
            {undo.words}
          </button>
        )}
      </div>
    </div>
  );
}
