import { Banner, Button } from "@vestnik/design";
import type { ConnectionSnapshot } from "../../model/ConnectionSnapshot.ts";
import { useText } from "../../text/index.ts";

export function ConnectionBanner({ snapshot }: { readonly snapshot: ConnectionSnapshot }) {
  const text = useText();
  switch (snapshot.kind) {
    case "online":
      return null;
    case "offline":
    case "serverGone":
      return (
        <Banner weight="quiet" icon={snapshot.kind === "offline" ? "offline" : "retry"} shape="bar">
          {snapshot.queued === 0
            ? text(`states.${snapshot.kind}`)
            : text(`states.${snapshot.kind}Queued`, { count: snapshot.queued })}
        </Banner>
      );
    case "signedOut":
      return (
        <Banner
          weight="danger"
          icon="warning"
          shape="bar"
          role="alert"
          actions={
            <Button look="text" size="small" onPress={snapshot.signInAgain}>
              {text("states.signIn")}
            </Button>
          }
        >
          {text("states.signedOut")}
        </Banner>
      );
  }
}
