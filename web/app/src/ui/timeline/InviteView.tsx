import { Avatar, Banner, Button } from "@vestnik/design";
import type { TimelineSnapshot } from "../../model/TimelineSnapshot.ts";
import { useText } from "../../text/index.ts";
import styles from "./InviteView.module.css";

/** An invitation: who asks, and two buttons of one size. */
export function InviteView({ snapshot }: { readonly snapshot: Extract<TimelineSnapshot, { kind: "invited" }> }) {
  const text = useText();
  const { by, chat, progress, error, accept, decline } = snapshot.invite;
  const isBusy = progress !== "idle";
  return (
    <div className={styles.place}>
      <section className={styles.card} aria-label={text("list.invited")}>
        <Avatar kind={chat.kind} name={chat.title} seed={chat.colourSeed} url={chat.avatar?.url} size={84} />
        <h2 className={styles.title} dir="auto">
          {chat.title}
        </h2>
        <p className={styles.who}>
          {by ? text("timeline.invite.words", { name: by.name }) : text("timeline.invite.wordsNobody")}
        </p>
        {by && <p className={styles.id}>{by.id}</p>}
        <p className={styles.explain}>{text("timeline.invite.explain")}</p>
        {error !== undefined && (
          <Banner weight="danger" icon="warning" role="alert">
            {text("timeline.invite.failed")}
          </Banner>
        )}
        <div className={styles.actions}>
          <Button size="large" isDisabled={isBusy} onPress={decline}>
            {text(progress === "declining" ? "timeline.invite.declining" : "timeline.invite.decline")}
          </Button>
          <Button size="large" look="main" isDisabled={isBusy} onPress={accept}>
            {text(progress === "accepting" ? "timeline.invite.accepting" : "timeline.invite.accept")}
          </Button>
        </div>
      </section>
    </div>
  );
}
