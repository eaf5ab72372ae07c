import { Avatar, Button, Field, QrCode } from "@vestnik/design";
import { useRef, useState } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { hrefOf } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { Actions, Card, Page } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import { useObservable } from "../shell/useObservable.ts";
import styles from "./Settings.module.css";

export function ProfilePage({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const attempt = useAttempt();
  const me = useObservable(messenger.me);
  useObservable(messenger.pictures.arrived);
  const [typed, setTyped] = useState<string | undefined>();
  const [isCopied, setIsCopied] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const name = typed ?? me.name;
  const link = location.origin + hrefOf({ kind: "person", userId: me.id });
  return (
    <Page title={text("settings.profile")} intro={text("settings.profileIntro")} parent={{ kind: "settings", page: "menu" }}>
      <Card>
        <div className={styles["portrait"]}>
          <Avatar kind="person" seed={me.id} name={me.name} url={messenger.pictures.picture(me.avatar)?.url} size={84} />
          <Actions>
            <Button look="soft" onPress={() => picker.current?.click()} isDisabled={attempt.isRunning}>
              {text("settings.choosePicture")}
            </Button>
            {me.avatar !== undefined && (
              <Button look="text" onPress={() => attempt.run(() => messenger.engine.setPicture(undefined))}>
                {text("settings.removePicture")}
              </Button>
            )}
          </Actions>
          <input
            ref={picker}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            hidden
            aria-hidden
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file !== undefined) attempt.run(() => messenger.engine.setPicture(file));
            }}
          />
        </div>
        <form
          className={styles["form"]}
          onSubmit={(event) => {
            event.preventDefault();
            attempt.run(() => messenger.engine.setName(name.trim()).then(() => setTyped(undefined)));
          }}
        >
          <Field label={text("settings.name")} value={name} onChange={setTyped} maxLength={100} isRequired />
          <Problem problem={attempt.problem} />
          <Actions>
            <Button look="main" type="submit" isDisabled={attempt.isRunning || name.trim() === "" || name === me.name}>
              {text("settings.save")}
            </Button>
          </Actions>
        </form>
      </Card>
      <Card title={text("settings.yourAddress")}>
        <p className={styles["address"]}>{me.id}</p>
        <p>{text("settings.addressText")}</p>
        <QrCode contents={link} name={text("settings.qrName")} />
        <Actions>
          <Button
            look="soft"
            icon="copy"
            onPress={() => void navigator.clipboard.writeText(link).then(() => setIsCopied(true))}
          >
            {text(isCopied ? "settings.copied" : "settings.copyLink")}
          </Button>
        </Actions>
      </Card>
    </Page>
  );
}
