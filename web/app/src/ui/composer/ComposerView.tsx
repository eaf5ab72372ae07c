import { Banner, Button } from "@vestnik/design";
import type { ComposerSnapshot } from "../../model/ComposerSnapshot.ts";
import { go } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { TrustDecision } from "../states/TrustDecision.tsx";
import styles from "./ComposerView.module.css";
import { Writing } from "./Writing.tsx";

export function ComposerView({ snapshot }: { readonly snapshot: ComposerSnapshot }) {
  switch (snapshot.kind) {
    case "none":
      return null;
    case "closed":
      return <Closed reason={snapshot.reason} />;
    case "stopped":
      return (
        <div className={styles.column}>
          <TrustDecision trust={snapshot.trust} />
        </div>
      );
    case "ready":
      return <Writing snapshot={snapshot} />;
  }
}

function Closed({ reason }: { readonly reason: Extract<ComposerSnapshot, { kind: "closed" }>["reason"] }) {
  const text = useText();
  return (
    <div className={styles.closed}>
      <Banner
        weight="quiet"
        icon={reason === "unconfirmedDevice" ? "key" : "info"}
        role="note"
        actions={
          reason === "unconfirmedDevice" && (
            <Button look="text" size="small" onPress={() => go({ kind: "confirm" })}>
              {text("composer.closed.confirm")}
            </Button>
          )
        }
      >
        {text(`composer.closed.${reason}`)}
      </Banner>
    </div>
  );
}
