import { Button, EmptyState, Waiting } from "@vestnik/design";
import { go } from "../../model/route.ts";
import type { TimelineSnapshot } from "../../model/TimelineSnapshot.ts";
import { useText } from "../../text/index.ts";
import { InviteView } from "./InviteView.tsx";
import { OpenTimeline } from "./OpenTimeline.tsx";
import { TimelineSkeleton } from "./TimelineSkeleton.tsx";
import styles from "./TimelineView.module.css";

export function TimelineView({ snapshot }: { readonly snapshot: TimelineSnapshot }) {
  const text = useText();
  return (
    <div className={styles.frame}>
      <Waiting isWaiting={snapshot.kind === "loading"} name={text("timeline.loading")} skeleton={<TimelineSkeleton />}>
        <Content snapshot={snapshot} />
      </Waiting>
    </div>
  );
}

function Content({ snapshot }: { readonly snapshot: TimelineSnapshot }) {
  const text = useText();
  switch (snapshot.kind) {
    case "loading":
      return null;
    case "missing":
      return (
        <EmptyState
          icon="chat"
          title={text("states.missing.title")}
          text={text("states.missing.words")}
          action={
            <Button look="soft" onPress={() => go({ kind: "chats" }, "replace")}>
              {text("states.missing.action")}
            </Button>
          }
        />
      );
    case "invited":
      return <InviteView snapshot={snapshot} />;
    case "open":
      return <OpenTimeline key={snapshot.roomId} snapshot={snapshot} />;
  }
}
