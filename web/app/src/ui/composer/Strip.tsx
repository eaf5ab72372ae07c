import { Icon, IconButton } from "@vestnik/design";
import type { ComposerStrip } from "../../model/ComposerSnapshot.ts";
import { useText } from "../../text/index.ts";
import { excerptWords } from "../timeline/excerptWords.ts";
import styles from "./Strip.module.css";

/** What is being answered or changed. */
export function Strip({ strip }: { readonly strip: ComposerStrip }) {
  const text = useText();
  const { sender, excerpt } = strip.quote;
  const title =
    strip.kind === "edit"
      ? text("composer.edit")
      : sender
        ? text("composer.reply", { name: sender.name })
        : text("composer.replyAbsent");
  return (
    <div className={styles.strip} role="group" aria-label={title}>
      <Icon name={strip.kind} size="row" />
      <div className={styles.words}>
        <b className={styles.title}>{title}</b>
        <span className={styles.excerpt} dir="auto">
          {excerptWords(excerpt, text)}
        </span>
      </div>
      <IconButton
        icon="close"
        size="small"
        look="round"
        name={text(strip.kind === "edit" ? "composer.cancelEdit" : "composer.cancelReply")}
        onPress={strip.cancel}
      />
    </div>
  );
}
