import { Button } from "@vestnik/design";
import { useEffect, useRef } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { go } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { Actions, Card, Page } from "../shell/Page.tsx";
import { useObservable } from "../shell/useObservable.ts";
import { ConfirmWays } from "./ConfirmWays.tsx";

/** A device that its owner has not confirmed, or whose owner's keys were replaced. */
export function ConfirmPage({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const identity = useObservable(messenger.identity);
  const hasWaited = useRef(false);
  if (identity.kind === "unconfirmed" || identity.kind === "replaced") hasWaited.current = true;
  // Leaving the page once it has done its work is a change of the address.
  useEffect(() => {
    if (identity.kind === "confirmed" && !hasWaited.current) go({ kind: "recovery" }, "replace");
  }, [identity.kind]);
  return (
    <Page title={text("trust.confirmTitle")} intro={text("trust.confirmIntro")}>
      {identity.kind === "confirmed" ? (
        <Card title={text("trust.confirmedTitle")}>
          <p>{text("trust.confirmedText")}</p>
          <Actions>
            {identity.recovery === "unsaved" && (
              <Button look="main" onPress={() => go({ kind: "recovery" }, "replace")}>
                {text("app.saveCode")}
              </Button>
            )}
            <Button look={identity.recovery === "unsaved" ? "outline" : "main"} onPress={() => go({ kind: "chats" }, "replace")}>
              {text("trust.toChats")}
            </Button>
          </Actions>
        </Card>
      ) : (
        <ConfirmWays messenger={messenger} />
      )}
    </Page>
  );
}
