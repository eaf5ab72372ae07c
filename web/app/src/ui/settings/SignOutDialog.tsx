import { Button, Dialog } from "@vestnik/design";
import type { Messenger } from "../../model/Messenger.ts";
import { go } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { Actions } from "../shell/Page.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import { useObservable } from "../shell/useObservable.ts";
import styles from "./Settings.module.css";

/** Says what will be lost before it is. */
export function SignOutDialog({ messenger, onClose }: { messenger: Messenger; onClose(): void }) {
  const text = useText();
  const attempt = useAttempt();
  const identity = useObservable(messenger.identity);
  const unsent = useObservable(messenger.queue).filter((item) => item.state.kind !== "sent").length;
  const isRecoverable = identity.kind === "confirmed" && identity.recovery === "saved" && identity.backup === "on";
  return (
    <Dialog
      title={text("settings.signOutTitle")}
      isOpen
      role="alertdialog"
      onClose={onClose}
      closeName={text("settings.close")}
    >
      <div className={styles["form"]}>
        <p>{text(isRecoverable ? "settings.signOutSafe" : "settings.signOutLoses")}</p>
        {unsent > 0 && <p>{text("settings.signOutUnsent", { count: unsent })}</p>}
        <Actions>
          {!isRecoverable && (
            <Button
              look="main"
              onPress={() => {
                onClose();
                go({ kind: "recovery" });
              }}
            >
              {text("settings.saveCodeFirst")}
            </Button>
          )}
          <Button look="danger" isDisabled={attempt.isRunning} onPress={() => attempt.run(() => messenger.signOut())}>
            {text("settings.signOut")}
          </Button>
          <Button look="outline" onPress={onClose}>
            {text("settings.stay")}
          </Button>
        </Actions>
      </div>
    </Dialog>
  );
}
