import { IconButton, ProgressRing } from "@vestnik/design";
import { useEffect, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import type { ImageBody, Transfer } from "../../../model/TimelineSnapshot.ts";
import { useText } from "../../../text/index.ts";
import styles from "./PictureViewer.module.css";

export type PictureViewerProps = {
  readonly body: ImageBody;
  readonly picture: Extract<Transfer, { kind: "here" }>;
  onClose(): void;
};

/** The whole picture over the page; until it has come, the small one stands in its place. */
export function PictureViewer({ body, picture, onClose }: PictureViewerProps) {
  const text = useText();
  const [url, setUrl] = useState(picture.url);
  const [isLoading, setLoading] = useState(picture.full !== undefined);
  // The whole picture comes from the server.
  useEffect(() => {
    let isGone = false;
    void picture.full?.().then(
      (whole) => {
        if (isGone) return;
        setUrl(whole);
        setLoading(false);
      },
      () => setLoading(false),
    );
    return () => {
      isGone = true;
    };
  }, []);
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={styles.scrim ?? ""}>
      <Modal className={styles.modal ?? ""}>
        <Dialog aria-label={body.caption ?? body.name} className={styles.dialog ?? ""}>
          <header className={styles.bar}>
            <span className={styles.name}>{body.name}</span>
            {isLoading && (
              <span className={styles.ring}>
                <ProgressRing name={text("timeline.picture.loading")} />
              </span>
            )}
            <IconButton icon="download" name={text("timeline.picture.save")} onPress={picture.save} />
            <IconButton icon="close" name={text("timeline.picture.close")} onPress={onClose} />
          </header>
          <div className={styles.stage} onClick={onClose}>
            <img className={styles.image} src={url} alt={body.caption ?? body.name} onClick={(event) => event.stopPropagation()} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
