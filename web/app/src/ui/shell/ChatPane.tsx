import { EmptyState } from "@vestnik/design";
import { useEffect } from "react";
import type { ChatRoom } from "../../model/ChatRoom.ts";
import { back, go } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { ComposerView } from "../plain/ComposerView.tsx";
import { TrustBanner } from "../plain/TrustBanner.tsx";
import { ChatHeader } from "../plain/ChatHeader.tsx";
import { InviteView } from "../plain/InviteView.tsx";
import { TimelineView } from "../plain/TimelineView.tsx";
import styles from "./Shell.module.css";
import { useObservable } from "./useObservable.ts";

/** One open chat: heading, what there is to say about trust, messages, composer. */
export function ChatPane({ room, isDetailsOpen }: { room: ChatRoom; isDetailsOpen: boolean }) {
  const text = useText();
  const timeline = useObservable(room.timeline);
  const trust = useObservable(room.trust);
  const composer = useObservable(room.composer);
  // The unread line belongs to a visit, and the visit ends outside of React: with the address.
  useEffect(() => () => room.timeline.leave(), [room]);

  if (timeline.kind === "missing")
    return <EmptyState icon="chat" title={text("app.noChatTitle")} text={text("app.noChatText")} />;
  if (timeline.kind === "invited") return <InviteView snapshot={timeline} />;
  const summary = room.summary;
  return (
    <div className={styles["chat"]}>
      {summary !== undefined && (
        <ChatHeader
          chat={room.heading(summary)}
          onBack={() => back({ kind: "chats" })}
          onDetails={() => go({ kind: "chat", roomId: room.id, isDetails: !isDetailsOpen }, "replace")}
          isDetailsOpen={isDetailsOpen}
        />
      )}
      {trust.kind === "notice" && <TrustBanner snapshot={trust} />}
      <div className={styles["timeline"]}>
        <TimelineView key={room.id} snapshot={timeline} />
      </div>
      <ComposerView key={`composer-${room.id}`} snapshot={composer} />
    </div>
  );
}
