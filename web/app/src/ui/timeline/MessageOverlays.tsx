import { Button, Dialog, type MenuChoice, MenuChoices } from "@vestnik/design";
import { useRef } from "react";
import { Popover } from "react-aria-components";
import type { MessageItem } from "../../model/TimelineSnapshot.ts";
import { useText } from "../../text/index.ts";
import styles from "./MessageOverlays.module.css";
import type { OverlayKind } from "./MessageToolbar.tsx";
import { SignChoice } from "./SignChoice.tsx";

export type Overlay = { readonly kind: OverlayKind; readonly item: MessageItem; readonly at: HTMLElement };

export type MessageOverlaysProps = {
  readonly overlay: Overlay | undefined;
  onChange(next: Overlay | undefined): void;
  onCopied(): void;
};

/** The menu, the choice of a reaction and the question before deleting: one of each for the whole timeline. */
export function MessageOverlays({ overlay, onChange, onCopied }: MessageOverlaysProps) {
  const at = useRef<HTMLElement>(null);
  const text = useText();
  at.current = overlay?.at ?? null;
  if (overlay === undefined) return null;
  const close = () => onChange(undefined);
  if (overlay.kind === "delete") return <DeleteQuestion overlay={overlay} onClose={close} />;
  return (
    <Popover
      key={overlay.kind}
      aria-label={text(overlay.kind === "react" ? "timeline.actions.react" : "timeline.actions.toolbar")}
      triggerRef={at}
      isOpen
      onOpenChange={(open) => !open && close()}
      className={styles.popover ?? ""}
      placement={overlay.kind === "react" ? "top" : "bottom end"}
      offset={4}
    >
      {overlay.kind === "menu" ? (
        <ActionMenu overlay={overlay} onChange={onChange} onCopied={onCopied} />
      ) : (
        <SignChoice
          onChoose={(sign) => {
            overlay.item.actions.react?.(sign);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function ActionMenu({ overlay, onChange, onCopied }: { readonly overlay: Overlay } & Omit<MessageOverlaysProps, "overlay">) {
  const text = useText();
  const { reply, react, edit, copy, delete: remove } = overlay.item.actions;
  const then = (next: Overlay | undefined, work?: () => void) => () => {
    onChange(undefined);
    if (next !== undefined) afterFocusReturned(() => onChange(next));
    work?.();
  };
  const choices: (MenuChoice | undefined)[] = [
    reply && { key: "reply", words: text("timeline.actions.reply"), icon: "reply", onChoose: then(undefined, reply) },
    react && { key: "react", words: text("timeline.actions.react"), icon: "react", onChoose: then({ ...overlay, kind: "react" }) },
    edit && { key: "edit", words: text("timeline.actions.edit"), icon: "edit", onChoose: then(undefined, edit) },
    copy && {
      key: "copy",
      words: text("timeline.actions.copy"),
      icon: "copy",
      onChoose: then(undefined, () => {
        copy();
        onCopied();
      }),
    },
    remove && {
      key: "delete",
      words: text("timeline.actions.delete"),
      icon: "delete",
      weight: "danger",
      onChoose: then({ ...overlay, kind: "delete" }),
    },
  ];
  return (
    <MenuChoices
      name={text("timeline.actions.toolbar")}
      choices={choices.filter((choice) => choice !== undefined)}
    />
  );
}

/** A menu that closes gives the focus back a frame later, and a surface that loses the focus closes. */
function afterFocusReturned(open: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(open));
}

function DeleteQuestion({ overlay: { item, at }, onClose }: { readonly overlay: Overlay; onClose(): void }) {
  const text = useText();
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={text("timeline.delete.title")}
      closeName={text("timeline.delete.close")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text("timeline.delete.no")}</Button>
          <Button
            look="danger"
            onPress={() => {
              // The button that asked goes with the message; the place of the message stays.
              const row = at.closest("article");
              onClose();
              item.actions.delete?.();
              afterFocusReturned(() => row?.focus());
            }}
          >
            {text("timeline.delete.yes")}
          </Button>
        </>
      }
    >
      <p>{text("timeline.delete.words")}</p>
    </Dialog>
  );
}
