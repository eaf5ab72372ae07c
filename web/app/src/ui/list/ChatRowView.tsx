import { Avatar, Badge, classes, Icon, MentionBadge, VisuallyHidden } from "@vestnik/design";
import type { RoomId } from "@vestnik/matrix/ids";
import type { ChatRow } from "../../model/ChatListSnapshot.ts";
import { language, useText } from "../../text/index.ts";
import { DeliveryMark } from "../timeline/DeliveryMark.tsx";
import { fullTime, machineTime, rowTime } from "../timeline/times.ts";
import styles from "./ChatRowView.module.css";
import { Preview } from "./Preview.tsx";

export type ChatRowViewProps = {
  readonly row: ChatRow;
  readonly isOpen: boolean;
  onOpen(id: RoomId): void;
};

export function ChatRowView({ row, isOpen, onOpen }: ChatRowViewProps) {
  const text = useText();
  const isUnread = row.unread > 0 || row.membership === "invited";
  return (
    <a
      className={classes(styles.row, isOpen && styles.open, isUnread && styles.unread)}
      href={row.href}
      aria-current={isOpen ? "page" : undefined}
      draggable={false}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(row.id);
      }}
    >
      <Avatar kind={row.kind} name={row.title} seed={row.colourSeed} url={row.avatar?.url} />
      <span className={styles.lines}>
        <span className={styles.first}>
          <span className={styles.title} dir="auto" title={row.title}>
            {row.title}
          </span>
          {row.isMuted && (
            <span className={styles.sign}>
              <Icon name="bellOff" size="small" />
              <VisuallyHidden>{text("list.muted")}</VisuallyHidden>
            </span>
          )}
          {row.isPinned && (
            <span className={styles.sign}>
              <Icon name="pin" size="small" />
              <VisuallyHidden>{text("list.pinned")}</VisuallyHidden>
            </span>
          )}
          {row.time !== undefined && (
            <span className={styles.time}>
              {row.preview?.delivery && <DeliveryMark kind={row.preview.delivery} />}
              <time dateTime={machineTime(row.time)} title={fullTime(row.time, language())}>
                {rowTime(row.time, Date.now(), language())}
              </time>
            </span>
          )}
        </span>
        <span className={styles.second}>
          <Preview row={row} />
          {row.mentions > 0 && <MentionBadge name={text("list.mentioned")} />}
          {row.unread > 0 && (
            <Badge count={row.unread} look={row.isMuted ? "muted" : "accent"} name={text("list.unread", { count: row.unread })} />
          )}
        </span>
      </span>
    </a>
  );
}
