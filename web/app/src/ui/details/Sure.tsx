import { Button, Dialog } from "@vestnik/design";
import { useText } from "../../text/index.ts";

export type SureProps = {
  readonly title: string;
  /** What is lost, and whether there is a way back. */
  readonly words: string;
  readonly no: string;
  readonly yes: string;
  onYes(): void;
  onClose(): void;
};

/** A question before something that cannot be taken back; both answers have the same size. */
export function Sure({ title, words, no, yes, onYes, onClose }: SureProps) {
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={title}
      closeName={useText()("details.close")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{no}</Button>
          <Button
            look="danger"
            onPress={() => {
              onClose();
              onYes();
            }}
          >
            {yes}
          </Button>
        </>
      }
    >
      <p>{words}</p>
    </Dialog>
  );
}
