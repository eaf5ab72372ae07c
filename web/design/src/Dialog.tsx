import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import styles from "./Dialog.module.css";
import { IconButton } from "./IconButton.tsx";

export type DialogProps = {
  readonly title: string;
  readonly isOpen: boolean;
  /** Escape, a press outside, the cross. */
  onClose(): void;
  /** Name of the cross. */
  readonly closeName: string;
  readonly children: ReactNode;
  /** The buttons, the one that agrees last. */
  readonly actions?: ReactNode;
  /** `alertdialog` is read out at once; for what cannot be undone. */
  readonly role?: "dialog" | "alertdialog";
};

/** Only for what cannot be undone or needs consent; on a phone it comes from the bottom. */
export function Dialog({ title, isOpen, onClose, closeName, children, actions, role = "dialog" }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={styles["scrim"] ?? ""}
    >
      <Modal className={styles["modal"] ?? ""}>
        <AriaDialog role={role} className={styles["dialog"] ?? ""}>
          <header className={styles["head"]}>
            <Heading slot="title" level={2} className={styles["title"] ?? ""}>
              {title}
            </Heading>
            <IconButton icon="close" name={closeName} onPress={onClose} />
          </header>
          <div className={styles["body"]}>{children}</div>
          {actions && <footer className={styles["actions"]}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
