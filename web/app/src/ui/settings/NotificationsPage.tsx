import { Bone, Button, Waiting } from "@vestnik/design";
import { useEffect } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import type { PushTest, PushesSnapshot } from "../../model/Pushes.ts";
import { type TextKey, useText } from "../../text/index.ts";
import { Actions, Card, Page } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import { useObservable } from "../shell/useObservable.ts";
import styles from "./Settings.module.css";

const tests: Readonly<Record<PushTest, TextKey>> = {
  sending: "notifications.sending",
  waiting: "notifications.waiting",
  arrived: "notifications.arrived",
  late: "notifications.late",
  rejected: "notifications.rejected",
  forbidden: "notifications.forbidden",
  unreachable: "notifications.unreachable",
  too_slow: "notifications.tooSlow",
  refused: "notifications.refused",
};

export function NotificationsPage({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const attempt = useAttempt();
  const pushes = useObservable(messenger.pushes);
  useEffect(() => attempt.run(() => messenger.pushes.look()), [messenger]);
  const isBusy = pushes.kind === "on" && (pushes.test === "sending" || pushes.test === "waiting");
  return (
    <Page title={text("settings.notifications")} intro={text("notifications.intro")} parent={{ kind: "settings", page: "menu" }}>
      <Problem problem={attempt.problem} here={{ M_NOT_FOUND: "notifications.rejected" }} />
      <Waiting
        isWaiting={pushes.kind === "checking" && attempt.problem === undefined}
        name={text("settings.loading")}
        skeleton={<Bone className={styles["waitingLine"]} />}
      >
        {null}
      </Waiting>
      {pushes.kind !== "checking" && (
        <Card title={text(titleOf(pushes))} tone={isTrouble(pushes) ? "warning" : undefined}>
          <p>{text(sentenceOf(pushes))}</p>
          {(pushes.kind === "off" || pushes.kind === "on") && (
            <Actions>
              {pushes.kind === "off" ? (
                <Button look="main" isDisabled={attempt.isRunning} onPress={() => attempt.run(() => messenger.pushes.turnOn())}>
                  {text("notifications.turnOn")}
                </Button>
              ) : (
                <>
                  <Button look="soft" isDisabled={attempt.isRunning || isBusy} onPress={() => attempt.run(() => messenger.pushes.test())}>
                    {text("notifications.test")}
                  </Button>
                  <Button look="text" isDisabled={attempt.isRunning} onPress={() => attempt.run(() => messenger.pushes.turnOff())}>
                    {text("notifications.turnOff")}
                  </Button>
                </>
              )}
            </Actions>
          )}
          <p role="status">{pushes.kind === "on" && pushes.test !== undefined ? text(tests[pushes.test]) : ""}</p>
        </Card>
      )}
      <Card title={text("notifications.whoSees")}>
        <p>{text("notifications.whoSeesText")}</p>
      </Card>
    </Page>
  );
}

const isTrouble = (pushes: PushesSnapshot): boolean =>
  pushes.kind === "denied" || pushes.kind === "unsupported" || pushes.kind === "serverOff" || (pushes.kind === "off" && pushes.noService);

function titleOf(pushes: PushesSnapshot): TextKey {
  if (pushes.kind === "on") return "notifications.isOn";
  return pushes.kind === "off" ? "notifications.isOff" : "notifications.cannot";
}

function sentenceOf(pushes: PushesSnapshot): TextKey {
  switch (pushes.kind) {
    case "checking":
    case "unsupported":
      return "notifications.unsupported";
    case "serverOff":
      return "notifications.serverOff";
    case "denied":
      return "notifications.denied";
    case "off":
      return pushes.noService ? "notifications.noService" : "notifications.offText";
    case "on":
      return "notifications.onText";
  }
}
