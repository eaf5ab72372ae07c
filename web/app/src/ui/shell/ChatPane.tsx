import { useEffect } from "react";
import type { ChatRoom } from "../../model/ChatRoom.ts";
import { back, go } from "../../model/route.ts";
import { afterPaint, mark } from "../../platform/marks.ts";
import { ComposerView } from "../composer/ComposerView.tsx";
import { TrustBanner } from "../states/TrustBanner.tsx";
import { ChatHeader } from "../timeline/ChatHeader.tsx";
import { TimelineView } from "../timeline/TimelineView.tsx";
import styles from "./Shell.module.css";
import { useObservable } from "./useObservable.ts";

/** One open chat: heading, what there is to say about trust, messages, composer. */
export function ChatPane({ room, isDetailsOpen }: { room: ChatRoom; isDetailsOpen: boolean }) {
  const timeline = useObservable(room.timeline);
  const trust = useObservable(room.trust);
  const composer = useObservable(room.composer);
  // The unread line belongs to a visit, and the visit ends outside of React: with the address.
  useEffect(() => () => room.timeline.leave(), [room]);

  const isOpen = timeline.kind === "open";
  // Performance marks are outside React.
  useEffect(() => {
    if (isOpen) void afterPaint().then(() => mark("vestnik:chat-painted"));
  }, [isOpen]);

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
