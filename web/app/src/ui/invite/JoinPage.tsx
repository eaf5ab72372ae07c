import type { RoomId } from "@vestnik/matrix";
import { Button } from "@vestnik/design";
import { useEffect } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { go } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { Actions, Card, Page } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import { useObservable } from "../shell/useObservable.ts";

/** Where an invitation link leads. Nothing happens before the person has agreed. */
export function JoinPage({ messenger, roomId }: { messenger: Messenger; roomId: RoomId }) {
  const text = useText();
  const attempt = useAttempt();
  const isKnown = useObservable(messenger.summaries)?.some((one) => one.id === roomId) ?? false;
  const open = () => go({ kind: "chat", roomId, isDetails: false }, "replace");
  // Who is in the chat already, or was invited to it, belongs there: a change of the address.
  useEffect(() => {
    if (isKnown) open();
  }, [isKnown]);
  return (
    <Page title={text("invite.joinTitle")} intro={text("invite.joinIntro")}>
      <Card>
        <p>{text("invite.joinText")}</p>
        <Problem problem={attempt.problem} here={{ M_FORBIDDEN: "invite.joinClosed", M_NOT_FOUND: "invite.joinGone" }} />
        <Actions>
          <Button
            look="main"
            isDisabled={attempt.isRunning}
            onPress={() => attempt.run(() => messenger.engine.joinByLink(roomId).then(open))}
          >
            {text(attempt.isRunning ? "invite.joining" : "invite.join")}
          </Button>
          <Button look="outline" onPress={() => go({ kind: "chats" }, "replace")}>
            {text("invite.notNow")}
          </Button>
        </Actions>
      </Card>
    </Page>
  );
}
