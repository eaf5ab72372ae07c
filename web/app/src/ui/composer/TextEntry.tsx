import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect } from "react";
import styles from "./TextEntry.module.css";
import type { Draft } from "./useDraft.ts";

export type TextEntryProps = {
  readonly draft: Draft;
  readonly name: string;
  onFiles(files: readonly File[]): void;
  /** Leaves the reply or the edit. */
  readonly onEscape: (() => void) | undefined;
  onEditLast(): void;
};

/** Key code of a key that an input method is still working on, in browsers that end composing before the key. */
const composingKeyCode = 229;

export function TextEntry({ draft, name, onFiles, onEscape, onEditLast }: TextEntryProps) {
  const { text, input } = draft;
  // The height follows the contents up to the limit of the style sheet.
  useLayoutEffect(() => {
    const field = input.current;
    if (field === null) return;
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight}px`;
  }, [text, input]);

  const handleKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === composingKeyCode) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      draft.send();
    } else if (event.key === "Escape" && onEscape !== undefined) {
      event.preventDefault();
      onEscape();
    } else if (event.key === "ArrowUp" && text === "" && !event.shiftKey) {
      event.preventDefault();
      onEditLast();
    }
  };
  const handlePaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <textarea
      ref={input}
      className={styles.entry}
      rows={1}
      dir="auto"
      aria-label={name}
      placeholder={name}
      value={text}
      enterKeyHint="send"
      spellCheck
      autoComplete="off"
      onChange={({ currentTarget }) => draft.type(currentTarget.value, currentTarget.selectionStart)}
      onSelect={({ currentTarget }) => draft.moveCaret(currentTarget.selectionStart)}
      onKeyDown={handleKey}
      onPaste={handlePaste}
    />
  );
}
