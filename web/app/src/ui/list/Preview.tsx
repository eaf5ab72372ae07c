import { classes, Icon, type IconName } from "@vestnik/design";
import type { ChatRow } from "../../model/ChatListSnapshot.ts";
import type { Excerpt } from "../../model/parts.ts";
import { useText } from "../../text/index.ts";
import { excerptWords } from "../timeline/excerptWords.ts";
import { typingWords } from "../timeline/typingWords.ts";
import styles from "./Preview.module.css";

/** The second line of a row: what matters most of a decision, an invitation, typing, a draft and the last message. */
export function Preview({ row }: { readonly row: ChatRow }) {
  const text = useText();
  const typing = typingWords(row.typing, row.kind === "person", text);
  if (row.needsDecision)
    return (
      <span className={classes(styles.line, styles.decision)}>
        <Icon name="shieldAlert" size="small" />
        <span className={styles.words}>{text("list.needsDecision")}</span>
      </span>
    );
  if (row.membership === "invited")
    return (
      <span className={classes(styles.line, styles.invited)}>
        <span className={styles.words}>{text("list.invited")}</span>
      </span>
    );
  if (typing !== undefined)
    return (
      <span className={classes(styles.line, styles.typing)}>
        <span className={styles.words}>{typing}</span>
      </span>
    );
  if (row.draft !== undefined)
    return (
      <span className={styles.line}>
        <span className={styles.words} dir="auto">
          <b className={styles.draft}>{text("list.draft")}</b> {row.draft}
        </span>
      </span>
    );
  return row.preview && <LastMessage preview={row.preview} isGroup={row.kind === "group"} />;
}

function LastMessage({ preview, isGroup }: { readonly preview: NonNullable<ChatRow["preview"]>; readonly isGroup: boolean }) {
  const text = useText();
  const icon = icons[preview.excerpt.kind];
  const who = preview.isOwn ? isGroup && text("list.you") : preview.sender && `${preview.sender.name}:`;
  return (
    <span className={styles.line}>
      {icon && <Icon name={icon} size="small" />}
      <span className={styles.words} dir="auto">
        {who && preview.excerpt.kind !== "system" && <b className={styles.sender}>{who} </b>}
        {excerptWords(preview.excerpt, text)}
      </span>
    </span>
  );
}

const icons: Partial<Record<Excerpt["kind"], IconName>> = {
  image: "picture",
  file: "file",
  deleted: "delete",
  undecryptable: "key",
};
