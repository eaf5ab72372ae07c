import styles from "./BrandMark.module.css";

export type BrandMarkProps = {
  /** Absent where the name stands beside it in words. */
  readonly name?: string;
  readonly size?: number;
};

/** The open envelope's flap that is also a V, with the seal. */
export function BrandMark({ name, size = 42 }: BrandMarkProps) {
  return (
    <svg
      className={styles["mark"]}
      viewBox="0 0 48 48"
      width={size}
      height={size}
      {...(name === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": name })}
    >
      <rect className={styles["ground"]} width="48" height="48" rx="14" />
      <path className={styles["flap"]} d="M11.5 15.5 24 32l12.5-16.5" strokeWidth="4.6" />
      <path className={styles["fold"]} d="M15.5 34.5h4M28.5 34.5h4" strokeWidth="4" />
      <circle className={styles["seal"]} cx="24" cy="14.5" r="3.8" />
    </svg>
  );
}
