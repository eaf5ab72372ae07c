import { Avatar } from "@vestnik/design";
import type { ReactNode } from "react";
import type { ChatHeading } from "../../model/TimelineSnapshot.ts";
import styles from "./Heading.module.css";

export type HeadingProps = {
  readonly chat: ChatHeading;
  /** Below the name. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

export function Heading({ chat, children, action }: HeadingProps) {
  return (
    <section className={styles.heading}>
      <Avatar kind={chat.kind} name={chat.title} seed={chat.colourSeed} url={chat.avatar?.url} size={84} />
      <div className={styles.name}>
        <h3 className={styles.title} dir="auto">
          {chat.title}
        </h3>
        {action}
      </div>
      <p className={styles.under}>{children}</p>
      {chat.topic && (
        <p className={styles.topic} dir="auto">
          {chat.topic}
        </p>
      )}
    </section>
  );
}
