import type { DeviceRow } from "@vestnik/matrix/engine/Account";
import { Bone, Button, Waiting } from "@vestnik/design";
import { useCallback, useEffect, useState } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { useText } from "../../text/index.ts";
import { Actions, Card, Page } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import { useObservable } from "../shell/useObservable.ts";
import { DeviceLine } from "./DeviceLine.tsx";
import { EndDevicesDialog } from "./EndDevicesDialog.tsx";
import styles from "./Settings.module.css";

export function DevicesPage({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const attempt = useAttempt();
  const identity = useObservable(messenger.identity);
  const [rows, setRows] = useState<readonly DeviceRow[] | undefined>();
  const [ending, setEnding] = useState<readonly DeviceRow[] | undefined>();
  const load = useCallback(async () => setRows(await messenger.engine.devices()), [messenger]);
  const isRestoring = identity.kind === "confirmed" && identity.restoring !== undefined;
  // The list lives on the server; news of the person's own keys changes what it says.
  useEffect(() => attempt.run(load), [load, isRestoring ? "restoring" : identity]);

  const [own, ...others] = rows ?? [];
  const unsigned = others.filter((row) => row.trust === "unsigned");
  return (
    <Page title={text("settings.devices")} intro={text("settings.devicesIntro")} parent={{ kind: "settings", page: "menu" }}>
      <Problem problem={attempt.problem} />
      <Waiting
        isWaiting={rows === undefined && attempt.problem === undefined}
        name={text("settings.loading")}
        skeleton={<Bone className={styles["waitingLine"]} />}
      >
        {null}
      </Waiting>
      {unsigned.length > 0 && (
        <Card tone="danger" title={text("settings.unsignedTitle")}>
          <p>{text("settings.unsignedText", { count: unsigned.length })}</p>
          <Actions>
            <Button look="outline" onPress={() => void messenger.engine.verifyOwnDevice()}>
              {text("settings.itIsMe")}
            </Button>
            <Button look="danger" onPress={() => setEnding(unsigned)}>
              {text("settings.endThem", { count: unsigned.length })}
            </Button>
          </Actions>
        </Card>
      )}
      {own !== undefined && (
        <Card title={text("settings.thisDevice")}>
          <ul className={styles["devices"]}>
            <DeviceLine row={own} onRename={(name) => attempt.run(() => messenger.engine.renameDevice(own.id, name).then(load))} />
          </ul>
        </Card>
      )}
      {others.length > 0 && (
        <Card title={text("settings.otherDevices")}>
          <ul className={styles["devices"]}>
            {others.map((row) => (
              <DeviceLine
                key={row.id}
                row={row}
                onRename={(name) => attempt.run(() => messenger.engine.renameDevice(row.id, name).then(load))}
                onEnd={() => setEnding([row])}
              />
            ))}
          </ul>
          {others.length > 1 && (
            <Actions>
              <Button look="danger" onPress={() => setEnding(others)}>
                {text("settings.endAll")}
              </Button>
            </Actions>
          )}
        </Card>
      )}
      <p>
        <a href="/account" target="_blank" rel="noreferrer">
          {text("settings.accountPage")}
        </a>
      </p>
      {ending !== undefined && (
        <EndDevicesDialog messenger={messenger} rows={ending} onClose={() => setEnding(undefined)} onEnded={() => attempt.run(load)} />
      )}
    </Page>
  );
}
