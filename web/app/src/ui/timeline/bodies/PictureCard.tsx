import { classes, Icon, ProgressRing, VisuallyHidden } from "@vestnik/design";
import { type ReactNode, useState } from "react";
import type { ImageBody, Transfer } from "../../../model/TimelineSnapshot.ts";
import { type TextKey, useText } from "../../../text/index.ts";
import { pictureBox } from "../pictureBox.ts";
import styles from "./PictureCard.module.css";
import { PictureViewer } from "./PictureViewer.tsx";
import { Linked } from "./TextCard.tsx";

/** The place is reserved from the event's own size, so nothing moves when the bytes arrive. */
export function PictureCard({ body, meta }: { readonly body: ImageBody; readonly meta: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const { transfer } = body;
  const { width, height } = pictureBox(body.width, body.height);
  const url = transfer.kind === "here" || transfer.kind === "uploading" ? transfer.url : undefined;
  return (
    <figure className={classes(styles.figure, !body.caption && styles.bare)} style={{ inlineSize: width }}>
      <button
        type="button"
        className={styles.picture}
        style={{ aspectRatio: `${width} / ${height}` }}
        onClick={() => act(transfer, () => setOpen(true))}
      >
        <VisuallyHidden>{useName(body)}</VisuallyHidden>
        {url !== undefined && <img className={styles.image} src={url} alt="" draggable={false} />}
        <State body={body} />
      </button>
      <figcaption className={styles.caption}>
        {body.caption && (
          <span dir="auto">
            <Linked text={body.caption} />
          </span>
        )}
        {meta}
      </figcaption>
      {isOpen && transfer.kind === "here" && <PictureViewer body={body} picture={transfer} onClose={() => setOpen(false)} />}
    </figure>
  );
}

function State({ body }: { readonly body: ImageBody }) {
  const text = useText();
  const { transfer } = body;
  switch (transfer.kind) {
    case "here":
      return null;
    case "remote":
      return (
        <span className={styles.disc}>
          <Icon name="download" />
        </span>
      );
    case "uploading":
    case "downloading":
      return (
        <span className={styles.disc}>
          <ProgressRing name={text("timeline.file.progress", { name: body.name })} value={transfer.progress} />
          <span className={styles.cross}>
            <Icon name="close" size="row" />
          </span>
        </span>
      );
    case "failed":
      return (
        <span className={styles.failed}>
          <Icon name="retry" />
          {text(`timeline.transfer.${transfer.reason}`)}
        </span>
      );
  }
}

function act(transfer: Transfer, open: () => void): void {
  switch (transfer.kind) {
    case "here":
      return open();
    case "remote":
      return transfer.download();
    case "failed":
      return transfer.retry();
    case "uploading":
    case "downloading":
      return transfer.cancel();
  }
}

/** What pressing it does, and which picture it is. */
function useName({ name, caption, transfer }: ImageBody): string {
  const text = useText();
  return `${text(steps[transfer.kind])} ${caption ?? name} `;
}

const steps: Record<Transfer["kind"], TextKey> = {
  here: "timeline.picture.open",
  remote: "timeline.picture.download",
  failed: "timeline.file.retry",
  uploading: "timeline.file.cancelUpload",
  downloading: "timeline.file.cancelDownload",
};
