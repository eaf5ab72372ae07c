import type { DeviceRow } from "@vestnik/matrix/engine/Account";
import { Button, Dialog, Field } from "@vestnik/design";
import { useState } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { useText } from "../../text/index.ts";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import styles from "./Settings.module.css";

type Props = {
  readonly messenger: Messenger;
  readonly rows: readonly DeviceRow[];
  onClose(): void;
  onEnded(): void;
};

export function EndDevicesDialog({ messenger, rows, onClose, onEnded }: Props) {
  const text = useText();
  const attempt = useAttempt();
  const [password, setPassword] = useState("");
  const end = () =>
    attempt.run(async () => {
      await messenger.engine.signOutDevices(
        rows.map((row) => row.id),
        password,
      );
      onEnded();
      onClose();
    });
  return (
    <Dialog title={text("settings.endTitle", { count: rows.length })} isOpen onClose={onClose} closeName={text("settings.close")}>
      <form
        className={styles["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          end();
        }}
      >
        <p>{text("settings.endText")}</p>
        <Field
          label={text("settings.password")}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isRequired
          autoFocus
        />
        <Problem problem={attempt.problem} here={{ M_FORBIDDEN: "settings.wrongPassword" }} />
        <Button look="danger" type="submit" isDisabled={attempt.isRunning || password === ""}>
          {text("settings.endThem", { count: rows.length })}
        </Button>
      </form>
    </Dialog>
  );
}
