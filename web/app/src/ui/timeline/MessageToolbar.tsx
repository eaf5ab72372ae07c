import { Icon, type IconName } from "@vestnik/design";
import type { MessageItem } from "../../model/TimelineSnapshot.ts";
import { useText } from "../../text/index.ts";
import styles from "./MessageToolbar.module.css";

export type OverlayKind = "menu" | "react" | "delete";
export type OpenOverlay = (kind: OverlayKind, item: MessageItem, at: HTMLElement) => void;

export type MessageToolbarProps = {
  readonly item: MessageItem;
  readonly onOverlay: OpenOverlay;
};

/**
 * React, reply, more: beside the bubble under the pointer or the focus. Plain buttons, since there is one such row
 * for every message; what they open exists once for the timeline. The keyboard has its own keys on the message.
 */
export function MessageToolbar({ item, onOverlay }: MessageToolbarProps) {
  const text = useText();
  const { react, reply, edit, copy } = item.actions;
  const hasAny = Object.values(item.actions).some((action) => action !== undefined);
  if (!hasAny) return null;
  return (
    <div className={styles.toolbar} role="group" aria-label={text("timeline.actions.toolbar")}>
      {react && <Tool icon="react" name={text("timeline.actions.react")} onPress={(at) => onOverlay("react", item, at)} />}
      {reply && <Tool icon="reply" name={text("timeline.actions.reply")} onPress={reply} />}
      {edit && <Tool icon="edit" name={text("timeline.actions.edit")} onPress={edit} />}
      {(copy ?? item.actions.delete) && (
        <Tool icon="more" name={text("timeline.actions.more")} onPress={(at) => onOverlay("menu", item, at)} />
      )}
    </div>
  );
}

type ToolProps = { readonly icon: IconName; readonly name: string; onPress(at: HTMLElement): void };

const Tool = ({ icon, name, onPress }: ToolProps) => (
  <button
    type="button"
    className={styles.tool}
    tabIndex={-1}
    aria-label={name}
    title={name}
    onClick={(event) => onPress(event.currentTarget)}
  >
    <Icon name={icon} size="row" />
  </button>
);
