import { IconButton } from "@vestnik/design";
import { useRef } from "react";
import type { ComposerSnapshot } from "../../model/ComposerSnapshot.ts";
import { useText } from "../../text/index.ts";
import { Attachments } from "./Attachments.tsx";
import { EmojiButton } from "./EmojiButton.tsx";
import { Strip } from "./Strip.tsx";
import { TextEntry } from "./TextEntry.tsx";
import { useDraft } from "./useDraft.ts";
import { useFileDrop } from "./useFileDrop.ts";
import styles from "./Writing.module.css";

export type Ready = Extract<ComposerSnapshot, { kind: "ready" }>;

/** Attach, write, send. The strip and the attachments grow upwards. */
export function Writing({ snapshot }: { readonly snapshot: Ready }) {
  const text = useText();
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(snapshot);
  const isDropping = useFileDrop(form, snapshot.attach);
  const { strip, attachments, attach, canSend } = snapshot;
  const isEditing = strip?.kind === "edit";
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={text("composer.form")}
      onSubmit={(event) => {
        event.preventDefault();
        draft.send();
      }}
    >
      <div className={styles.box}>
        {strip && <Strip strip={strip} />}
        {attachments.length > 0 && <Attachments attachments={attachments} limit={snapshot.maxFileBytes} />}
        <div className={styles.line}>
          {!isEditing && <AttachButton onFiles={attach} />}
          <TextEntry
            draft={draft}
            name={text(snapshot.isEncrypted ? "composer.placeholder" : "composer.placeholderClear")}
            onFiles={attach}
            onEscape={strip?.cancel}
            onEditLast={snapshot.editLast}
          />
          <EmojiButton onChoose={draft.insert} />
        </div>
        {isDropping && <div className={styles.drop}>{text("composer.drop")}</div>}
      </div>
      <IconButton
        type="submit"
        look="main"
        icon={isEditing ? "check" : "send"}
        name={text(isEditing ? "composer.save" : "composer.send")}
        isDisabled={!canSend}
      />
    </form>
  );
}

function AttachButton({ onFiles }: { onFiles(files: readonly File[]): void }) {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="plus" look="round" name={text("composer.attach")} onPress={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={text("composer.attach")}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
    </>
  );
}
