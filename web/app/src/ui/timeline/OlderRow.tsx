import { Button, ProgressRing } from "@vestnik/design";
import type { OlderMessages } from "../../model/TimelineSnapshot.ts";
import { useText } from "../../text/index.ts";
import styles from "./OlderRow.module.css";

/** Above the first message; it keeps one height in all its states, so that loading moves nothing. */
export function OlderRow({ older, isEmpty }: { readonly older: OlderMessages; readonly isEmpty: boolean }) {
  const text = useText();
  return (
    <div className={styles.row}>
      <Words older={older} />
      {older.kind === "none" && <span>{text(isEmpty ? "timeline.empty" : "timeline.older.begin")}</span>}
    </div>
  );
}

function Words({ older }: { readonly older: OlderMessages }) {
  const text = useText();
  switch (older.kind) {
    case "none":
      return null;
    case "more":
      return (
        <Button look="text" size="small" onPress={older.load}>
          {text("timeline.older.more")}
        </Button>
      );
    case "loading":
      return (
        <span className={styles.ring}>
          <ProgressRing name={text("timeline.older.loading")} />
        </span>
      );
    case "failed":
      return (
        <>
          {text("timeline.older.failed")}
          <Button look="text" size="small" onPress={older.retry}>
            {text("timeline.older.retry")}
          </Button>
        </>
      );
  }
}
