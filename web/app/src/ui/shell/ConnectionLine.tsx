import { Banner, Button } from "@vestnik/design";
import type { Connection } from "../../model/Connection.ts";
import { useText } from "../../text/index.ts";
import { useObservable } from "./useObservable.ts";

/** The one line about the connection; nothing while all is well. */
export function ConnectionLine({ connection }: { connection: Connection }) {
  const text = useText();
  const state = useObservable(connection);
  switch (state.kind) {
    case "online":
    case "otherTab":
      return null;
    case "offline":
    case "serverGone": {
      const sentence = text(state.kind === "offline" ? "app.offline" : "app.serverGone");
      const waiting = state.queued > 0 ? text("app.waiting", { count: state.queued }) : "";
      return (
        <Banner shape="bar" weight="quiet" icon="offline">
          {sentence} {waiting}
        </Banner>
      );
    }
    case "signedOut":
      return (
        <Banner
          shape="bar"
          weight="danger"
          icon="warning"
          role="alert"
          actions={
            <Button look="text" size="small" onPress={state.signInAgain}>
              {text("signin.enter")}
            </Button>
          }
        >
          {text("app.signedOut")}
        </Banner>
      );
  }
}
