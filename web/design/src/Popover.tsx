import type { ReactElement, ReactNode } from "react";
import { Dialog, DialogTrigger, Popover as AriaPopover } from "react-aria-components";
import styles from "./Popover.module.css";

export type PopoverProps = {
  readonly name: string;
  readonly trigger: ReactElement;
  readonly children: (close: () => void) => ReactNode;
  onOpenChange?(isOpen: boolean): void;
};

/** A small surface at a button, e.g. the signs to choose from. */
export function Popover({ name, trigger, children, onOpenChange }: PopoverProps) {
  return (
    <DialogTrigger {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      {trigger}
      <AriaPopover className={styles["popover"] ?? ""} offset={6}>
        <Dialog aria-label={name} className={styles["dialog"] ?? ""}>
          {({ close }) => children(close)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
