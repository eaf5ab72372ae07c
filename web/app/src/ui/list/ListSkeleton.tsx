import { Bone } from "@vestnik/design";
import styles from "./ListSkeleton.module.css";

const rows = ["circle", "squircle", "circle", "circle", "squircle", "circle", "circle", "circle"] as const;

export function ListSkeleton() {
  return rows.map((shape, place) => (
    <div key={place} className={styles.row}>
      <Bone shape={shape} className={styles.avatar} />
      <div className={styles.lines}>
        <Bone className={styles.name} />
        <Bone className={styles.preview} />
      </div>
    </div>
  ));
}
