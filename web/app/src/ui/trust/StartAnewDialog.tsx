import { Button, Dialog, Field } from "@vestnik/design";
import { useState } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { useText } from "../../text/index.ts";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import styles from "./Trust.module.css";

export function StartAnewDialog({ messenger, onClose }: { messenger: Messenger; onClose(): void }) {
  const text = useText();
  const attempt = useAttempt();
  const [password, setPassword] = useState("");
  return (
    <Dialog title={text("trust.startAnewTitle")} isOpen role="alertdialog" onClose={onClose} closeName={text("trust.close")}>
      <form
        className={styles["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          attempt.run(() => messenger.engine.startAnew(password).then(onClose));
        }}
      >
        <p>{text("trust.startAnewText")}</p>
        <Field
          label={text("trust.password")}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isRequired
        />
        <Problem problem={attempt.problem} here={{ M_FORBIDDEN: "trust.wrongPassword" }} />
        <Button look="danger" type="submit" isDisabled={attempt.isRunning || password === ""}>
          {text("trust.startAnew")}
        </Button>
        <Button look="outline" onPress={onClose}>
          {text("trust.cancel")}
        </Button>
      </form>
    </Dialog>
  );
}
