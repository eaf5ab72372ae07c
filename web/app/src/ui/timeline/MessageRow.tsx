import { Avatar, classes, Icon, VisuallyHidden } from "@vestnik/design";
import type { KeyboardEvent } from "react";
import type { MessageItem } from "../../model/TimelineSnapshot.ts";
import { language, useText } from "../../text/index.ts";
import { cardOf } from "./bodies/index.tsx";
import { FailureLine } from "./FailureLine.tsx";
import styles from "./MessageRow.module.css";
import { MessageToolbar, type OpenOverlay } from "./MessageToolbar.tsx";
import { Meta } from "./Meta.tsx";
import { QuoteView } from "./QuoteView.tsx";
import { Reactions } from "./Reactions.tsx";
import { SenderName } from "./SenderName.tsx";
import { clock } from "./times.ts";
import { useLongPress } from "./useLongPress.ts";

export type MessageRowProps = {
  readonly item: MessageItem;
  /** In a group the others have names and pictures. */
  readonly isGroup: boolean;
  /** The one message that the Tab key reaches. */
  readonly isReachable: boolean;
  onReach(): void;
  onKey(event: KeyboardEvent<HTMLElement>, item: MessageItem): void;
  readonly onOverlay: OpenOverlay;
  onCopied(): void;
};

export function MessageRow({ item, isGroup, isReachable, onReach, onKey, onOverlay, onCopied }: MessageRowProps) {
  const text = useText();
  const press = useLongPress((bubble) => onOverlay("menu", item, bubble));
  const { group, isOwn, sender, delivery } = item;
  const { copy } = item.actions;
  const hasName = isGroup && !isOwn && (group === "first" || group === "single");
  const hasPicture = group === "last" || group === "single";
  return (
    <article
      className={classes(styles.row, isOwn && styles.own, styles[group])}
      data-own={isOwn || undefined}
      data-event={item.eventId}
      data-key={item.key}
      tabIndex={isReachable ? 0 : -1}
      aria-label={text("timeline.messageName", {
        name: isOwn ? text("timeline.you") : sender.name,
        time: clock(item.time, language()),
      })}
      onFocus={onReach}
      onKeyDown={(event) => event.target === event.currentTarget && onKey(event, item)}
    >
      {isGroup && !isOwn && (
        <div className={styles.picture}>
          {hasPicture && <Avatar kind="person" name={sender.name} seed={sender.id} url={sender.avatar?.url} size={36} />}
        </div>
      )}
      <div className={styles.stack}>
        <div className={styles.line}>
          <div className={styles.bubble} data-bubble {...press}>
            {hasName && <SenderName person={sender} />}
            {item.mentionsMe && <VisuallyHidden>{text("timeline.mentionsYou")}</VisuallyHidden>}
            {item.reply && <QuoteView quote={item.reply} />}
            {cardOf(item.body, item, <Meta item={item} />)}
            {item.doubt && (
              <p className={styles.doubt}>
                <Icon name="shieldAlert" size="small" />
                {text(`timeline.doubt.${item.doubt}`)}
              </p>
            )}
            {item.reactions.length > 0 && <Reactions reactions={item.reactions} />}
          </div>
          <MessageToolbar item={item} onOverlay={onOverlay} />
        </div>
        {delivery?.kind === "failed" && <FailureLine failure={delivery} onCopy={copy && (() => (copy(), onCopied()))} />}
      </div>
    </article>
  );
}
