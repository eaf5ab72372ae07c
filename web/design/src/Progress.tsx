import { ProgressBar as AriaProgressBar } from "react-aria-components";
import styles from "./Progress.module.css";

export type ProgressProps = {
  readonly name: string;
  /** 0 to 1; absent while nobody knows how long it takes. */
  readonly value?: number | undefined;
};

const turn = 100;

export function ProgressBar({ name, value }: ProgressProps) {
  return (
    <AriaProgressBar {...range(value)} aria-label={name} className={styles["bar"] ?? ""}>
      {({ percentage }) => (
        <svg className={styles["line"]} viewBox={`0 0 ${turn} 1`} preserveAspectRatio="none" aria-hidden>
          <rect className={styles["done"]} width={percentage ?? turn / 3} height="1" />
        </svg>
      )}
    </AriaProgressBar>
  );
}

export function ProgressRing({ name, value }: ProgressProps) {
  return (
    <AriaProgressBar {...range(value)} aria-label={name} className={styles["ring"] ?? ""}>
      {({ percentage }) => (
        <svg viewBox="0 0 44 44" aria-hidden className={value === undefined ? styles["turning"] : undefined}>
          <circle className={styles["rest"]} cx="22" cy="22" r="19" />
          <circle
            className={styles["arc"]}
            cx="22"
            cy="22"
            r="19"
            pathLength={turn}
            strokeDasharray={`${percentage ?? turn / 4} ${turn}`}
          />
        </svg>
      )}
    </AriaProgressBar>
  );
}

const range = (value: number | undefined) =>
  value === undefined ? { isIndeterminate: true } : { value: value * turn, minValue: 0, maxValue: turn };
