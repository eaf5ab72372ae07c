import { Banner, type BannerProps, Button } from "@vestnik/design";
import type { PersonTrust } from "../../model/TrustSnapshot.ts";
import { useText } from "../../text/index.ts";

const looks: Record<PersonTrust, Pick<BannerProps, "weight" | "icon">> = {
  verified: { weight: "good", icon: "shield" },
  unverified: { weight: "quiet", icon: "key" },
  changed: { weight: "warning", icon: "shieldAlert" },
  none: { weight: "quiet", icon: "info" },
};

/** How sure the user can be of this person: a name of the state, and what it means. */
export function TrustWords({ trust, onVerify }: { readonly trust: PersonTrust; readonly onVerify: (() => void) | undefined }) {
  const text = useText();
  return (
    <Banner
      {...looks[trust]}
      role="note"
      actions={
        onVerify && (
          <Button look="soft" size="small" onPress={onVerify}>
            {text("details.trust.verify")}
          </Button>
        )
      }
    >
      <b>{text(`details.trust.${trust}`)}.</b> {text(`details.trust.${trust}Words`)}
    </Banner>
  );
}
