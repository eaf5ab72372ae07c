import { Button, EmptyState } from "@vestnik/design";
import type { Messenger } from "../../model/Messenger.ts";
import { go } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { useObservable } from "./useObservable.ts";

/** The place of the chat while none is open. */
export function NothingOpen({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const hasChats = (useObservable(messenger.summaries)?.length ?? 0) > 0;
  return (
    <EmptyState
      icon="chat"
      title={text(hasChats ? "app.chooseTitle" : "app.firstTitle")}
      text={text(hasChats ? "app.chooseText" : "app.firstText")}
      action={
        <Button look="soft" onPress={() => go({ kind: "newChat" })}>
          {text("app.newChat")}
        </Button>
      }
    />
  );
}
