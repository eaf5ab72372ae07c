import { classes } from "@vestnik/design";
import { Fragment, type ReactNode } from "react";
import type { Person } from "../../../model/parts.ts";
import type { MessageBody } from "../../../model/TimelineSnapshot.ts";
import { isOnlyEmoji } from "../isOnlyEmoji.ts";
import { linkify } from "../linkify.ts";
import styles from "./TextCard.module.css";

export type TextCardProps = {
  readonly body: Extract<MessageBody, { kind: "text" }>;
  readonly sender: Person;
  /** The user is named in it; the names are marked. */
  readonly hasMention: boolean;
  readonly meta: ReactNode;
};

const named = /(@[\p{L}\p{N}][\p{L}\p{N}._=/:-]*)/u;

export function TextCard({ body, sender, hasMention, meta }: TextCardProps) {
  return (
    <div className={classes(styles.text, body.isNotice && styles.notice, isOnlyEmoji(body.text) && styles.large)}>
      <span className={styles.words} dir="auto">
        {body.isEmote && <b>{sender.name} </b>}
        <Linked text={body.text} hasMention={hasMention} />
      </span>
      {meta}
    </div>
  );
}

/** Words with their web addresses as links; the address stands as it was written, so nobody can hide another one under it. */
export function Linked({ text, hasMention = false }: { readonly text: string; readonly hasMention?: boolean }) {
  return linkify(text).map((part, place) => (
    <Fragment key={place}>
      {part.kind === "words" ? (
        hasMention ? <Named text={part.text} /> : part.text
      ) : (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      )}
    </Fragment>
  ));
}

const Named = ({ text }: { readonly text: string }) =>
  text.split(named).map((piece, place) => (place % 2 === 1 ? <mark key={place} className={styles.name}>{piece}</mark> : piece));
