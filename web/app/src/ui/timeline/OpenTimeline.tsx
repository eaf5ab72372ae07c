import { LiveRegion, Toast } from "@vestnik/design";
import { useRef, useState } from "react";
import type { TimelineItem, TimelineSnapshot } from "../../model/TimelineSnapshot.ts";
import { useText } from "../../text/index.ts";
import { JumpDown } from "./JumpDown.tsx";
import { MessageOverlays, type Overlay } from "./MessageOverlays.tsx";
import styles from "./OpenTimeline.module.css";
import { OlderRow } from "./OlderRow.tsx";
import { TimelineRow } from "./TimelineRow.tsx";
import { TypingRow } from "./TypingRow.tsx";
import { useAnnouncements } from "./useAnnouncements.ts";
import { useReach } from "./useReach.ts";
import { topMargin, useScroll } from "./useScroll.ts";
import { useSeen } from "./useSeen.ts";

export type OpenSnapshot = Extract<TimelineSnapshot, { kind: "open" }>;

/** The messages of one chat: a virtual list that keeps the reader's place. */
export function OpenTimeline({ snapshot }: { readonly snapshot: OpenSnapshot }) {
  const text = useText();
  const { items, chat, typing, unseen } = snapshot;
  const scroller = useRef<HTMLDivElement>(null);
  const [overlay, setOverlay] = useState<Overlay>();
  const [isCopied, setCopied] = useState(false);
  const { list, isAtEnd, jump, show } = useScroll(snapshot, scroller);
  useSeen(snapshot, scroller, list);
  const onCopied = () => setCopied(true);
  const reach = useReach(items, scroller, show, { onOverlay: (kind, item, at) => setOverlay({ kind, item, at }), onCopied });
  const shown = list.getVirtualItems();

  return (
    <>
      <div className={styles.view}>
        <div ref={scroller} className={styles.scroller} role="log" aria-live="off" aria-label={text("timeline.log")}>
          <OlderRow older={snapshot.older} isEmpty={!items.some(isMessage)} />
          <div className={styles.whole} style={{ blockSize: list.getTotalSize() }}>
            <div className={styles.shown} style={{ transform: `translateY(${(shown[0]?.start ?? topMargin) - topMargin}px)` }}>
              {shown.map(({ index, key }) => {
                const item = items[index];
                return (
                  item && (
                    <div key={key} ref={list.measureElement} data-index={index} className={styles.line}>
                      <TimelineRow item={item} isGroup={chat.kind === "group"} reach={reach} />
                    </div>
                  )
                );
              })}
            </div>
          </div>
        </div>
        {!isAtEnd && <JumpDown unseen={unseen} onJump={jump} />}
      </div>
      <TypingRow people={typing} />
      <LiveRegion lines={useAnnouncements(items)} />
      <MessageOverlays overlay={overlay} onChange={setOverlay} onCopied={onCopied} />
      {isCopied && (
        <Toast icon="check" onEnd={() => setCopied(false)}>
          {text("timeline.actions.copied")}
        </Toast>
      )}
    </>
  );
}

const isMessage = (item: TimelineItem): boolean => item.kind === "message";
