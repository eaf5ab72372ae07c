import type { MessageItem } from "../../model/TimelineSnapshot.ts";
import { language, useText } from "../../text/index.ts";
import { DeliveryMark } from "./DeliveryMark.tsx";
import styles from "./Meta.module.css";
import { clock, fullTime, machineTime } from "./times.ts";

/** Edited, time and ticks; floats into the last line of the message. */
export function Meta({ item }: { readonly item: MessageItem }) {
  const text = useText();
  return (
    <span className={styles.meta}>
      {item.isEdited && <span>{text("timeline.edited")}</span>}
      <time dateTime={machineTime(item.time)} title={fullTime(item.time, language())}>
        {clock(item.time, language())}
      </time>
      {item.delivery && <DeliveryMark kind={item.delivery.kind} />}
    </span>
  );
}
