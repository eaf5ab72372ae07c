import type { ReactNode } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { classes } from "./classes.ts";
import styles from "./Sheet.module.css";

export type SheetProps = {
  readonly name: string;
  readonly isOpen: boolean;
  onClose(): void;
  /** `end` slides over the chat on a tablet; `bottom` rises on a phone. */
  readonly from: "end" | "bottom";
  readonly children: ReactNode;
};

export function Sheet({ name, isOpen, onClose, from, children }: SheetProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={styles["scrim"] ?? ""}
    >
      <Modal className={classes(styles["sheet"], styles[from])}>
        <Dialog aria-label={name} className={styles["dialog"] ?? ""}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
