import { Banner, type BannerProps, Button } from "@vestnik/design";
import type { IdentityState } from "@vestnik/matrix/engine/identityState";
import type { Messenger } from "../../model/Messenger.ts";
import { type Route, go } from "../../model/route.ts";
import { type TextKey, useText } from "../../text/index.ts";
import { useObservable } from "./useObservable.ts";

type Matter = Pick<BannerProps, "weight" | "icon"> & {
  readonly sentence: TextKey;
  readonly action: TextKey;
  readonly route: Route;
};

/** The one thing about the person's own keys that needs doing, by weight. */
export function IdentityBanner({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const matter = matterOf(useObservable(messenger.identity));
  if (matter === undefined) return null;
  const { weight, icon, sentence, action, route } = matter;
  return (
    <Banner
      weight={weight}
      icon={icon}
      role={weight === "danger" ? "alert" : "status"}
      actions={
        <Button look="text" size="small" onPress={() => go(route)}>
          {text(action)}
        </Button>
      }
    >
      {text(sentence)}
    </Banner>
  );
}

function matterOf(identity: IdentityState): Matter | undefined {
  const confirm: Route = { kind: "confirm" };
  const recovery: Route = { kind: "recovery" };
  if (identity.kind === "replaced")
    return { weight: "danger", icon: "shieldAlert", sentence: "app.identityReplaced", action: "app.look", route: confirm };
  if (identity.kind === "unconfirmed")
    return { weight: "warning", icon: "key", sentence: "app.deviceUnconfirmed", action: "app.confirm", route: confirm };
  if (identity.kind !== "confirmed") return undefined;
  if (identity.backup === "foreign")
    return { weight: "danger", icon: "shieldAlert", sentence: "app.backupForeign", action: "app.look", route: recovery };
  if (identity.recovery === "unsaved")
    return { weight: "accent", icon: "key", sentence: "app.recoveryUnsaved", action: "app.saveCode", route: recovery };
  return undefined;
}
