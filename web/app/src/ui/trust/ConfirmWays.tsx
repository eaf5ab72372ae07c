import { Button, Field } from "@vestnik/design";
import { useState } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { useText } from "../../text/index.ts";
import { Actions, Card } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import { useObservable } from "../shell/useObservable.ts";
import { StartAnewDialog } from "./StartAnewDialog.tsx";
import styles from "./Trust.module.css";

/** The ways to confirm this device, each opens the history alone. */
export function ConfirmWays({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const byCode = useAttempt();
  const byDevice = useAttempt();
  const [code, setCode] = useState("");
  const [isStartingAnew, setIsStartingAnew] = useState(false);
  const identity = useObservable(messenger.identity);
  if (identity.kind === "unknown" || identity.kind === "settingUp") return <Card>{text("trust.looking")}</Card>;
  return (
    <>
      {identity.kind === "replaced" && (
        <Card tone="danger" title={text("trust.replacedTitle")}>
          <p>{text("trust.replacedText")}</p>
          <Actions>
            <Button look="outline" onPress={() => void messenger.engine.acceptReplacedIdentity()}>
              {text("trust.replacedByMe")}
            </Button>
            <Button look="danger" onPress={() => void messenger.signOut()}>
              {text("trust.replacedNotByMe")}
            </Button>
          </Actions>
        </Card>
      )}
      {identity.kind === "unconfirmed" && (
        <>
          <Card title={text("trust.byCode")}>
            <form
              className={styles["form"]}
              onSubmit={(event) => {
                event.preventDefault();
                byCode.run(() => messenger.engine.recover(code));
              }}
            >
              <Field label={text("trust.code")} value={code} onChange={setCode} hint={text("trust.codeHint")} autoComplete="off" isRequired />
              <Problem problem={byCode.problem} />
              <Actions>
                <Button look="main" type="submit" isDisabled={byCode.isRunning || code.trim() === ""}>
                  {text(byCode.isRunning ? "trust.opening" : "trust.open")}
                </Button>
              </Actions>
            </form>
          </Card>
          <Card title={text("trust.byDevice")}>
            <p>{text("trust.byDeviceText")}</p>
            <Problem problem={byDevice.problem} />
            <Actions>
              <Button look="outline" isDisabled={byDevice.isRunning} onPress={() => byDevice.run(() => messenger.engine.verifyOwnDevice())}>
                {text("trust.ask")}
              </Button>
            </Actions>
          </Card>
          <Card title={text("trust.lostTitle")}>
            <p>{text("trust.lostText")}</p>
            <Actions>
              <Button look="text" onPress={() => setIsStartingAnew(true)}>
                {text("trust.startAnew")}
              </Button>
            </Actions>
          </Card>
        </>
      )}
      {isStartingAnew && <StartAnewDialog messenger={messenger} onClose={() => setIsStartingAnew(false)} />}
    </>
  );
}
