import type { DeviceRow } from "@vestnik/matrix/engine/Account";
import { Button, Field } from "@vestnik/design";
import { useState } from "react";
import { formatMoment } from "../../text/format.ts";
import { type TextKey, useText } from "../../text/index.ts";
import { Actions } from "../shell/Page.tsx";
import styles from "./Settings.module.css";

const trustWords: Readonly<Record<DeviceRow["trust"], TextKey>> = {
  confirmed: "settings.trustConfirmed",
  unsigned: "settings.trustUnsigned",
  none: "settings.trustNone",
};

type Props = { readonly row: DeviceRow; onRename(name: string): void; onEnd?(): void };

export function DeviceLine({ row, onRename, onEnd }: Props) {
  const text = useText();
  const [typed, setTyped] = useState<string | undefined>();
  const name = row.name ?? row.id;
  const facts = [
    row.lastSeen === undefined ? undefined : text("settings.lastSeen", { when: formatMoment(row.lastSeen) }),
    row.lastAddress,
  ];
  if (typed !== undefined)
    return (
      <li className={styles["device"]}>
        <form
          className={styles["deviceWords"]}
          onSubmit={(event) => {
            event.preventDefault();
            onRename(typed.trim());
            setTyped(undefined);
          }}
        >
          <Field label={text("settings.deviceName")} value={typed} onChange={setTyped} maxLength={100} autoFocus />
          <Actions>
            <Button look="soft" type="submit" isDisabled={typed.trim() === ""}>
              {text("settings.save")}
            </Button>
            <Button look="text" onPress={() => setTyped(undefined)}>
              {text("settings.cancel")}
            </Button>
          </Actions>
        </form>
      </li>
    );
  return (
    <li className={styles["device"]}>
      <div className={styles["deviceWords"]}>
        <div className={styles["deviceName"]}>
          {name}
          <span className={styles["chip"]} data-trust={row.trust}>
            {text(trustWords[row.trust])}
          </span>
        </div>
        <div className={styles["deviceFacts"]}>{facts.filter((fact) => fact !== undefined).join(", ")}</div>
      </div>
      <Button look="text" size="small" aria-label={text("settings.renameDevice", { name })} onPress={() => setTyped(name)}>
        {text("settings.rename")}
      </Button>
      {onEnd !== undefined && (
        <Button look="outline" size="small" aria-label={text("settings.endDevice", { name })} onPress={onEnd}>
          {text("settings.end")}
        </Button>
      )}
    </li>
  );
}
