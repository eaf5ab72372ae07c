import type { Engine } from "@vestnik/matrix/engine/Engine";
import type { VerificationState } from "@vestnik/matrix/engine/verificationState";
import { Button, QrCode } from "@vestnik/design";
import { useState } from "react";
import { useText } from "../../text/index.ts";
import { Actions } from "../shell/Page.tsx";
import type { Attempt } from "../shell/useAttempt.ts";
import { QrScanner } from "./QrScanner.tsx";
import styles from "./Trust.module.css";

type Props = {
  readonly engine: Engine;
  readonly state: Extract<VerificationState, { kind: "choosing" }>;
  readonly attempt: Attempt;
};

/** Both devices are there: show a code, scan one, or compare emoji. */
export function ChooseWay({ engine, state, attempt }: Props) {
  const text = useText();
  const [isScanning, setIsScanning] = useState(false);
  if (isScanning)
    return (
      <QrScanner
        onFound={(bytes) => {
          setIsScanning(false);
          attempt.run(() => engine.scanCode(bytes));
        }}
        onCancel={() => setIsScanning(false)}
      />
    );
  return (
    <>
      <p>{text("trust.choose")}</p>
      {state.code !== undefined && (
        <div className={styles["ways"]}>
          <QrCode contents={Uint8Array.from(state.code)} name={text("trust.yourQr")} />
        </div>
      )}
      <Actions>
        {state.canCompare && (
          <Button look="main" isDisabled={attempt.isRunning} onPress={() => attempt.run(() => engine.compareEmoji())}>
            {text("trust.byEmoji")}
          </Button>
        )}
        {state.canScan && (
          <Button look="outline" icon="qr" onPress={() => setIsScanning(true)}>
            {text("trust.scan")}
          </Button>
        )}
      </Actions>
    </>
  );
}
