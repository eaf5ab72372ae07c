import { classes, Icon, type IconName, ProgressRing, VisuallyHidden } from "@vestnik/design";
import type { ReactNode } from "react";
import type { FileBody, Transfer } from "../../../model/TimelineSnapshot.ts";
import { language, type TextKey, useText } from "../../../text/index.ts";
import { bytesInWords } from "../bytes.ts";
import styles from "./FileCard.module.css";
import { Linked } from "./TextCard.tsx";

type Step = { readonly icon: IconName; readonly name: TextKey; run(): void };

export function FileCard({ body, meta }: { readonly body: FileBody; readonly meta: ReactNode }) {
  const text = useText();
  const { transfer, name } = body;
  const step = stepOf(transfer);
  const progress = "progress" in transfer ? transfer.progress : undefined;
  return (
    <div className={classes(styles.card, !body.caption && styles.bare)}>
      <button type="button" className={styles.file} onClick={step.run}>
        <VisuallyHidden>{text(step.name)} </VisuallyHidden>
        <span className={styles.tile}>
          {progress !== undefined && (
            <span className={styles.ring}>
              <ProgressRing name={text("timeline.file.progress", { name })} value={progress} />
            </span>
          )}
          <Icon name={step.icon} size="large" />
        </span>
        <span className={styles.words}>
          <span className={styles.name} dir="auto">
            {name}
          </span>
          <span className={styles.kind}>{transfer.kind === "failed" ? text(`timeline.transfer.${transfer.reason}`) : kindWords(body)}</span>
        </span>
      </button>
      <div className={styles.caption}>
        {body.caption && (
          <span dir="auto">
            <Linked text={body.caption} />
          </span>
        )}
        {meta}
      </div>
    </div>
  );
}

function stepOf(transfer: Transfer): Step {
  switch (transfer.kind) {
    case "remote":
      return { icon: "file", name: "timeline.file.download", run: transfer.download };
    case "here":
      return { icon: "file", name: "timeline.file.save", run: transfer.save };
    case "failed":
      return { icon: "retry", name: "timeline.file.retry", run: transfer.retry };
    case "downloading":
      return { icon: "close", name: "timeline.file.cancelDownload", run: transfer.cancel };
    case "uploading":
      return { icon: "close", name: "timeline.file.cancelUpload", run: transfer.cancel };
  }
}

/** PDF, 2,4 МБ. */
function kindWords({ name, bytes }: FileBody): string {
  const ending = /\.([\p{L}\d]{1,5})$/u.exec(name)?.[1]?.toUpperCase();
  const size = bytes === undefined ? undefined : bytesInWords(bytes, language());
  return [ending, size].filter(Boolean).join(", ");
}
