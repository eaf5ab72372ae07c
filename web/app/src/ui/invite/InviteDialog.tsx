import { Button, Dialog, QrCode, Switch } from "@vestnik/design";
import { useState } from "react";
import type { ChatRoom } from "../../model/ChatRoom.ts";
import { hrefOf } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { PeopleSearch } from "../newchat/PeopleSearch.tsx";
import { Actions } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import { useObservable } from "../shell/useObservable.ts";
import styles from "./Invite.module.css";

/** Three ways into a group: by name, by link, by the link's code. */
export default function InviteDialog({ room }: { room: ChatRoom }) {
  const text = useText();
  const attempt = useAttempt();
  const { engine } = room.messenger;
  const details = useObservable(room.messenger.details).get(room.id);
  const [invited, setInvited] = useState<string | undefined>();
  const [isCopied, setIsCopied] = useState(false);
  const link = location.origin + hrefOf({ kind: "join", roomId: room.id });
  const mayOpen = details !== undefined && details.powers.own >= details.powers.changeRoles;
  const close = () => room.details.isInviting.set(false);
  return (
    <Dialog title={text("invite.title", { name: room.summary?.title ?? "" })} isOpen onClose={close} closeName={text("invite.close")}>
      <div className={styles["invite"]}>
        <PeopleSearch
          messenger={room.messenger}
          isDisabled={attempt.isRunning}
          onChoose={(person) => attempt.run(() => engine.invite(room.id, person.id).then(() => setInvited(person.name)))}
        />
        <Problem problem={attempt.problem} />
        <p role="status" className={styles["status"]}>
          {invited !== undefined && text("invite.invited", { name: invited })}
        </p>
        <h3 className={styles["title"]}>{text("invite.byLink")}</h3>
        {mayOpen ? (
          <Switch isOn={details.isOpenByLink} onChange={(isOpen) => attempt.run(() => engine.openByLink(room.id, isOpen))}>
            {text("invite.openByLink")}
          </Switch>
        ) : (
          <p>{text(details?.isOpenByLink === true ? "invite.isOpen" : "invite.isClosed")}</p>
        )}
        {details?.isOpenByLink === true && (
          <>
            <p className={styles["note"]}>{text("invite.openNote")}</p>
            <p className={styles["link"]}>{link}</p>
            <QrCode contents={link} name={text("invite.qrName")} />
            <Actions>
              <Button
                look="soft"
                icon="copy"
                onPress={() => void navigator.clipboard.writeText(link).then(() => setIsCopied(true))}
              >
                {text(isCopied ? "invite.copied" : "invite.copy")}
              </Button>
            </Actions>
          </>
        )}
      </div>
    </Dialog>
  );
}
