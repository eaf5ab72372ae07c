import type { VerificationState } from "@vestnik/matrix/engine/verificationState";
import { Button, Dialog } from "@vestnik/design";
import type { Messenger } from "../../model/Messenger.ts";
import { useText } from "../../text/index.ts";
import { Actions } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { type Attempt, useAttempt } from "../shell/useAttempt.ts";
import { ChooseWay } from "./ChooseWay.tsx";
import { EmojiRow } from "./EmojiRow.tsx";
import styles from "./Trust.module.css";

type Props = { readonly messenger: Messenger; readonly state: VerificationState };

/** Comparing two devices, step by step; one sentence and at most two buttons a step. */
export default function VerificationDialog({ messenger, state }: Props) {
  const text = useText();
  const attempt = useAttempt();
  const { engine } = messenger;
  return (
    <Dialog
      title={text(state.isOwn ? "trust.verifyOwnTitle" : "trust.verifyTitle", { name: state.person.name })}
      isOpen
      onClose={() => void engine.closeVerification()}
      closeName={text("trust.close")}
    >
      <div className={styles["form"]}>
        <Step messenger={messenger} state={state} attempt={attempt} />
        <Problem problem={attempt.problem} />
      </div>
    </Dialog>
  );
}

function Step({ messenger: { engine }, state, attempt }: Props & { attempt: Attempt }) {
  const text = useText();
  const { name } = state.person;
  const yesNo = (yes: string, no: string) => (
    <Actions>
      <Button look="main" isDisabled={attempt.isRunning} onPress={() => attempt.run(() => engine.confirmVerification())}>
        {yes}
      </Button>
      <Button look="danger" onPress={() => attempt.run(() => engine.refuseVerification())}>
        {no}
      </Button>
    </Actions>
  );
  switch (state.kind) {
    case "incoming":
      return (
        <>
          <p>{text(state.isOwn ? "trust.incomingOwn" : "trust.incoming", { name })}</p>
          <Actions>
            <Button look="main" isDisabled={attempt.isRunning} onPress={() => attempt.run(() => engine.acceptVerification())}>
              {text("trust.begin")}
            </Button>
            <Button look="outline" onPress={() => attempt.run(() => engine.closeVerification())}>
              {text("trust.decline")}
            </Button>
          </Actions>
        </>
      );
    case "waiting":
      return <p role="status">{text(state.isOwn ? "trust.waitingOwn" : "trust.waiting", { name })}</p>;
    case "choosing":
      return <ChooseWay engine={engine} state={state} attempt={attempt} />;
    case "comparing":
      return (
        <>
          <p>{text("trust.compare", { name })}</p>
          <EmojiRow emoji={state.emoji} />
          {yesNo(text("trust.same"), text("trust.different"))}
        </>
      );
    case "scanned":
      return (
        <>
          <p>{text("trust.scanned", { name })}</p>
          {yesNo(text("trust.yesScanned"), text("trust.notScanned"))}
        </>
      );
    case "finishing":
      return <p role="status">{text("trust.finishing", { name })}</p>;
    case "done":
    case "cancelled":
      return (
        <>
          <p role="status">{text(endOf(state), { name })}</p>
          <Actions>
            <Button look="main" onPress={() => attempt.run(() => engine.closeVerification())}>
              {text("trust.ready")}
            </Button>
          </Actions>
        </>
      );
  }
}

function endOf(state: Extract<VerificationState, { kind: "done" | "cancelled" }>) {
  if (state.kind === "done") return state.isOwn ? "trust.doneOwn" : "trust.done";
  const ends = {
    byThem: "trust.cancelledByThem",
    byMe: "trust.cancelledByMe",
    timeout: "trust.cancelledTimeout",
    mismatch: "trust.cancelledMismatch",
    elsewhere: "trust.cancelledElsewhere",
  } as const;
  return ends[state.reason];
}
