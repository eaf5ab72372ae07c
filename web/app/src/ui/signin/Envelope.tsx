import styles from "./Envelope.module.css";

const waves = [52, 62, 72, 82, 92];

/** A letter with its postmark: what this place is, without words. */
export function Envelope() {
  return (
    <svg className={styles["envelope"]} viewBox="0 0 520 340" aria-hidden="true">
      <g transform="translate(60 40) rotate(-5 200 128)">
        <rect className={styles["paper"]} width="400" height="256" rx="16" />
        <g className={styles["mark"]}>
          <circle cx="252" cy="72" r="34" />
          <circle cx="252" cy="72" r="27" />
          {waves.map((y) => (
            <path key={y} d={`M60 ${y}c17-9 31-9 48 0s31 9 48 0 31-9 58 0`} />
          ))}
        </g>
        <rect className={styles["stamp"]} x="294" y="28" width="78" height="78" />
        <path className={styles["flap"]} d="M316 54 333 77l17-23" />
        <circle className={styles["seal"]} cx="333" cy="50" r="5" />
        <g className={styles["address"]}>
          <rect x="204" y="156" width="122" height="9" rx="4.5" />
          <rect x="204" y="180" width="156" height="8" rx="4" />
          <rect x="204" y="202" width="98" height="8" rx="4" />
        </g>
      </g>
    </svg>
  );
}
