import { Button, ProgressBar } from "@vestnik/design";
import { useEffect, useState } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { useText } from "../../text/index.ts";
import { Actions, Card, Page } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import { useObservable } from "../shell/useObservable.ts";
import { ConfirmWays } from "./ConfirmWays.tsx";
import { RecoveryCode } from "./RecoveryCode.tsx";

/** One screen that says how the history survives the loss of this device. */
export function RecoveryPage({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const attempt = useAttempt();
  const identity = useObservable(messenger.identity);
  const [code, setCode] = useState<string | undefined>();
  const recovery = identity.kind === "confirmed" ? identity.recovery : undefined;
  // The code lies in this browser's database until it is written down.
  useEffect(() => {
    if (recovery === "unsaved") void messenger.engine.recoveryCode().then(setCode);
    else setCode(undefined);
  }, [messenger, recovery]);

  return (
    <Page title={text("trust.recoveryTitle")} intro={text("trust.recoveryIntro")} parent={{ kind: "settings", page: "menu" }}>
      <Problem problem={attempt.problem} />
      {identity.kind === "settingUp" && <Card>{text("trust.settingUp")}</Card>}
      {(identity.kind === "unconfirmed" || identity.kind === "replaced") && <ConfirmWays messenger={messenger} />}
      {identity.kind === "confirmed" && (
        <>
          {identity.restoring !== undefined && (
            <Card title={text("trust.restoring")}>
              <ProgressBar
                name={text("trust.restoring")}
                value={identity.restoring.total === 0 ? 0 : identity.restoring.done / identity.restoring.total}
              />
            </Card>
          )}
          {code !== undefined ? (
            <RecoveryCode code={code} onSaved={() => attempt.run(() => messenger.engine.recoveryCodeWasSaved())} />
          ) : (
            <Card title={text("trust.codeTitle")}>
              <p>{text(identity.recovery === "missing" ? "trust.codeMissing" : "trust.codeSaved")}</p>
              <Actions>
                <Button
                  look={identity.recovery === "missing" ? "main" : "outline"}
                  isDisabled={attempt.isRunning}
                  onPress={() => attempt.run(() => messenger.engine.renewRecoveryCode())}
                >
                  {text(attempt.isRunning ? "trust.making" : "trust.makeNewCode")}
                </Button>
              </Actions>
            </Card>
          )}
          <Backup messenger={messenger} backup={identity.backup} />
        </>
      )}
    </Page>
  );
}

function Backup({ messenger, backup }: { messenger: Messenger; backup: "on" | "off" | "foreign" }) {
  const text = useText();
  const attempt = useAttempt();
  const words = { on: "trust.backupOn", off: "trust.backupOff", foreign: "trust.backupForeign" } as const;
  return (
    <Card title={text("trust.backupTitle")} tone={backup === "foreign" ? "danger" : undefined}>
      <p>{text(words[backup])}</p>
      <Problem problem={attempt.problem} />
      <Actions>
        {backup === "on" && (
          <Button look="soft" isDisabled={attempt.isRunning} onPress={() => attempt.run(() => messenger.engine.restoreHistory())}>
            {text("trust.restoreNow")}
          </Button>
        )}
        {backup !== "on" && (
          <Button look="outline" isDisabled={attempt.isRunning} onPress={() => attempt.run(() => messenger.engine.renewRecoveryCode())}>
            {text("trust.renewBackup")}
          </Button>
        )}
      </Actions>
    </Card>
  );
}
