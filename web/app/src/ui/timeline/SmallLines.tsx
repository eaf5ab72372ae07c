import type { TimelineItem } from "../../model/TimelineSnapshot.ts";
import { language, useText } from "../../text/index.ts";
import styles from "./SmallLines.module.css";
import { systemWords } from "./systemWords.ts";
import { dayName, fullTime, machineTime } from "./times.ts";

export function DayLine({ time }: { readonly time: number }) {
  return (
    <div className={styles.centred}>
      <time className={styles.day} dateTime={machineTime(time).slice(0, 10)}>
        {dayName(time, Date.now(), language())}
      </time>
    </div>
  );
}

export function UnreadLine() {
  const words = useText()("timeline.unread");
  return (
    <div className={styles.unread} role="separator" aria-label={words}>
      {words}
    </div>
  );
}

export function SystemLine({ item }: { readonly item: Extract<TimelineItem, { kind: "system" }> }) {
  return (
    <p className={styles.system} dir="auto" title={fullTime(item.time, language())}>
      {systemWords(item.notice, useText())}
    </p>
  );
}
