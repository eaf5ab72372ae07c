import { IconButton } from "@vestnik/design";
import type { DetailsSnapshot } from "../../model/DetailsSnapshot.ts";
import { useText } from "../../text/index.ts";
import styles from "./DetailsView.module.css";
import { DetailsSkeleton } from "./DetailsSkeleton.tsx";
import { GroupDetails } from "./GroupDetails.tsx";
import { PersonDetails } from "./PersonDetails.tsx";

export function DetailsView({ snapshot }: { readonly snapshot: DetailsSnapshot }) {
  const text = useText();
  if (snapshot.kind === "closed") return null;
  const isPerson = snapshot.kind === "person";
  return (
    <div className={styles.pane}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {snapshot.kind === "loading"
            ? text("timeline.details")
            : text(isPerson ? "details.title.person" : "details.title.group")}
        </h2>
        <IconButton icon="close" name={text("details.close")} onPress={snapshot.close} />
      </header>
      <Body snapshot={snapshot} />
    </div>
  );
}

function Body({ snapshot }: { readonly snapshot: Exclude<DetailsSnapshot, { kind: "closed" }> }) {
  switch (snapshot.kind) {
    case "loading":
      return <DetailsSkeleton />;
    case "person":
      return <PersonDetails snapshot={snapshot} />;
    case "group":
      return <GroupDetails snapshot={snapshot} />;
  }
}
