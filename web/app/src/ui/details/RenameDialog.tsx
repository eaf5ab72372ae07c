import { Button, Dialog, Field } from "@vestnik/design";
import { useState } from "react";
import { useText } from "../../text/index.ts";

export type RenameDialogProps = {
  readonly name: string;
  onRename(name: string): void;
  onClose(): void;
};

/** Signs. Longer names are cut everywhere they are shown. */
const longest = 100;

export function RenameDialog({ name, onRename, onClose }: RenameDialogProps) {
  const text = useText();
  const [typed, setTyped] = useState(name);
  const isNew = typed.trim() !== "" && typed.trim() !== name;
  const save = () => {
    if (!isNew) return;
    onRename(typed.trim());
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={text("details.rename")}
      closeName={text("details.close")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text("details.renameCancel")}</Button>
          <Button look="main" isDisabled={!isNew} onPress={save}>
            {text("details.renameSave")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label={text("details.renameField")} value={typed} onChange={setTyped} maxLength={longest} autoFocus />
      </form>
    </Dialog>
  );
}
