import { Banner, Button } from "@vestnik/design";
import type { Messenger } from "../../model/Messenger.ts";
import { go } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { useObservable } from "./useObservable.ts";

/** The one thing about the person's own keys that needs doing, by weight. */
export function IdentityBanner({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const identity = useObservable(messenger.identity);
  if (identity.kind === "replaced")
    return (
      <Banner tone="danger" action={<Button variant="text" onPress={() => go({ kind: "confirm" })}>{text("app.look")}</Button>}>
        {text("app.identityReplaced")}
      </Banner>
    );
  if (identity.kind === "unconfirmed")
    return (
      <Banner tone="warning" action={<Button variant="text" onPress={() => go({ kind: "confirm" })}>{text("app.confirm")}</Button>}>
        {text("app.deviceUnconfirmed")}
      </Banner>
    );
  if (identity.kind !== "confirmed") return null;
  if (identity.backup === "foreign")
    return (
      <Banner tone="danger" action={<Button variant="text" onPress={() => go({ kind: "recovery" })}>{text("app.look")}</Button>}>
        {text("app.backupForeign")}
      </Banner>
    );
  if (identity.recovery !== "unsaved") return null;
  return (
    <Banner tone="notice" action={<Button variant="text" onPress={() => go({ kind: "recovery" })}>{text("app.saveCode")}</Button>}>
      {text("app.recoveryUnsaved")}
    </Banner>
  );
}
