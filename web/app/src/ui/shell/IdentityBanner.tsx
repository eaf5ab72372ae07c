import { Banner, type BannerProps, Button } from "@vestnik/design";
import type { IdentityState } from "@vestnik/matrix/engine/identityState";
import type { Messenger } from "../../model/Messenger.ts";
import { type Route, go } from "../../model/route.ts";
import { type TextKey, useText } from "../../text/index.ts";
import { useObservable } from "./useObservable.ts";

type Matter = Pick<BannerProps, "weight" | "icon"> & {
  readonly sentence: TextKey;
  readonly next?: { readonly action: TextKey; readonly route: Route };
};

/** The one thing about the person's own keys that needs doing, by weight. */
export function IdentityBanner({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const matter = matterOf(useObservable(messenger.identity));
  if (matter === undefined) return null;
  const { weight, icon, sentence, next } = matter;
  return (
    <Banner
      weight={weight}
      icon={icon}
      role={weight === "danger" ? "alert" : "status"}
      actions={
        next && (
          <Button look="text" size="small" onPress={() => go(next.route)}>
            {text(next.action)}
          </Button>
        )
      }
    >
      {text(sentence)}
    </Banner>
  );
}

function matterOf(identity: IdentityState): Matter | undefined {
  const confirm = { kind: "confirm" } as const;
  const recovery = { kind: "recovery" } as const;
  if (identity.kind === "settingUp") return { weight: "quiet", icon: "key", sentence: "trust.settingUp" };
  if (identity.kind === "replaced")
    return {
      weight: "danger",
      icon: "shieldAlert",
      sentence: "app.identityReplaced",
      next: { action: "app.look", route: confirm },
    };
  if (identity.kind === "unconfirmed")
    return {
      weight: "warning",
      icon: "key",
      sentence: "app.deviceUnconfirmed",
      next: { action: "app.confirm", route: confirm },
    };
  if (identity.kind !== "confirmed") return undefined;
  if (identity.backup === "foreign")
    return {
      weight: "danger",
      icon: "shieldAlert",
      sentence: "app.backupForeign",
      next: { action: "app.look", route: recovery },
    };
  if (identity.recovery === "unsaved")
    return {
      weight: "accent",
      icon: "key",
      sentence: "app.recoveryUnsaved",
      next: { action: "app.saveCode", route: recovery },
    };
  return undefined;
}
