import { classes, Icon, IconButton, ProgressBar } from "@vestnik/design";
import type { ComposerAttachment } from "../../model/ComposerSnapshot.ts";
import { language, useText } from "../../text/index.ts";
import { bytesInWords } from "../timeline/bytes.ts";
import styles from "./Attachments.module.css";

export type AttachmentsProps = {
  readonly attachments: readonly ComposerAttachment[];
  /** Bytes. */
  readonly limit: number | undefined;
};

/** What will go with the message, each with its picture, its progress and a way to take it back. */
export function Attachments({ attachments, limit }: AttachmentsProps) {
  const text = useText();
  return (
    <ul className={styles.list} aria-label={text("composer.attachments")}>
      {attachments.map((attachment) => (
        <li key={attachment.key} className={classes(styles.item, attachment.refusal && styles.refused)}>
          {attachment.previewUrl ? (
            <img className={styles.preview} src={attachment.previewUrl} alt="" />
          ) : (
            <span className={styles.preview}>
              <Icon name={attachment.refusal ? "warning" : attachment.kind === "image" ? "picture" : "file"} />
            </span>
          )}
          <span className={styles.words}>
            <span className={styles.name} title={attachment.name}>
              {attachment.name}
            </span>
            <Under attachment={attachment} limit={limit} />
          </span>
          <IconButton icon="close" size="small" look="round" name={text("composer.remove", { name: attachment.name })} onPress={attachment.remove} />
        </li>
      ))}
    </ul>
  );
}

function Under({ attachment, limit }: { readonly attachment: ComposerAttachment; readonly limit: number | undefined }) {
  const text = useText();
  const { refusal, progress, name, bytes } = attachment;
  if (refusal === "unreadable") return <span className={styles.why}>{text("composer.unreadable")}</span>;
  if (refusal === "tooLarge")
    return (
      <span className={styles.why}>
        {limit === undefined
          ? text("composer.tooLargeUnknown")
          : text("composer.tooLarge", { limit: bytesInWords(limit, language()) })}
      </span>
    );
  if (progress !== undefined && progress < 1) return <ProgressBar name={text("composer.preparing", { name })} value={progress} />;
  return <span className={styles.size}>{bytesInWords(bytes, language())}</span>;
}
