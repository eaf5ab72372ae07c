import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Ready } from "./Writing.tsx";

export type Draft = {
  readonly text: string;
  readonly input: RefObject<HTMLTextAreaElement | null>;
  type(text: string, caret: number): void;
  moveCaret(caret: number): void;
  /** Puts a sign where the caret stands. */
  insert(sign: string): void;
  send(): void;
};

/** What is being typed. The input is the truth while somebody types; a new revision of the draft replaces it. */
export function useDraft(snapshot: Ready): Draft {
  const input = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(snapshot.draft.text);
  const { draftRevision } = snapshot;
  const shown = useRef(draftRevision);

  // The caret lives in the page.
  useLayoutEffect(() => {
    const isFirst = shown.current === draftRevision;
    shown.current = draftRevision;
    const { draft } = snapshot;
    setText(draft.text);
    if (input.current === null) return;
    input.current.value = draft.text;
    input.current.setSelectionRange(draft.caret, draft.caret);
    const hasKeyboard = matchMedia("(pointer: fine)").matches;
    if (!isFirst || hasKeyboard) input.current.focus({ preventScroll: true });
  }, [draftRevision]);

  const type = (typed: string, caret: number) => {
    setText(typed);
    snapshot.type(typed, caret);
  };
  return {
    text,
    input,
    type,
    moveCaret: snapshot.moveCaret,
    insert: (sign) => {
      const field = input.current;
      const from = field?.selectionStart ?? text.length;
      const to = field?.selectionEnd ?? from;
      type(text.slice(0, from) + sign + text.slice(to), from + sign.length);
      requestAnimationFrame(() => {
        field?.focus();
        field?.setSelectionRange(from + sign.length, from + sign.length);
      });
    },
    send: () => {
      if (snapshot.canSend) snapshot.send();
      input.current?.focus();
    },
  };
}
