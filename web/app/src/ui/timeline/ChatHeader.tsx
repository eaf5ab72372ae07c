import { Avatar, Icon, IconButton, useWidth } from "@vestnik/design";
import { useEffect, useRef } from "react";
import type { ChatHeading } from "../../model/TimelineSnapshot.ts";
import { useText } from "../../text/index.ts";
import styles from "./ChatHeader.module.css";

export type ChatHeaderProps = {
  readonly chat: ChatHeading;
  /** To the list; drawn where one pane fills the page. */
  onBack(): void;
  onDetails(): void;
  readonly isDetailsOpen: boolean;
};

export function ChatHeader({ chat, onBack, onDetails, isDetailsOpen }: ChatHeaderProps) {
  const text = useText();
  const isAlone = useWidth() === "one";
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isDetailsOpen);
  // The focus lies outside of React: what had it goes with the details.
  useEffect(() => {
    if (wasOpen.current && !isDetailsOpen && document.activeElement === document.body) opener.current?.focus();
    wasOpen.current = isDetailsOpen;
  }, [isDetailsOpen]);
  const Title = isAlone ? "h1" : "h2";
  return (
    <header className={styles.bar} role="banner">
      {isAlone && <IconButton icon="back" name={text("timeline.back")} onPress={onBack} />}
      <Avatar kind={chat.kind} name={chat.title} seed={chat.colourSeed} url={chat.avatar?.url} size={40} />
      <div className={styles.words}>
        <Title className={styles.title} dir="auto" title={chat.title}>
          {chat.title}
        </Title>
        <p className={styles.under}>
          {chat.isEncrypted ? (
            <span className={styles.locked}>
              <Icon name="lock" size="small" />
              {text("timeline.encrypted")}
            </span>
          ) : (
            <span className={styles.open}>
              <Icon name="unlocked" size="small" />
              {text("timeline.notEncrypted")}
            </span>
          )}
          {chat.kind === "group" && (
            <span className={styles.count}>{text("timeline.members", { count: chat.memberCount })}</span>
          )}
        </p>
      </div>
      <IconButton ref={opener} icon="details" name={text("timeline.details")} isSelected={isDetailsOpen} onPress={onDetails} />
    </header>
  );
}
