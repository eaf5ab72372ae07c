import { classes } from "@vestnik/design";
import { type KeyboardEvent, useState } from "react";
import { Dialog } from "react-aria-components";
import { useText } from "../../text/index.ts";
import styles from "./SignChoice.module.css";
import { quickSigns, signs } from "./signs.ts";

export type SignChoiceProps = {
  onChoose(sign: string): void;
  /** All signs, and not only the quick ones. */
  readonly isFull?: boolean;
};

/** Signs to choose from, inside a popover. The arrow keys move, Enter chooses. */
export function SignChoice({ onChoose, isFull = false }: SignChoiceProps) {
  const text = useText();
  const [hasAll, setAll] = useState(isFull);
  const shown = hasAll ? signs : quickSigns;
  return (
    <Dialog aria-label={text(isFull ? "composer.emoji" : "timeline.actions.react")} className={styles.dialog ?? ""}>
      <div className={classes(styles.signs, hasAll && styles.all)} onKeyDown={moveFocus}>
        {shown.map((sign, place) => (
          <button
            key={sign}
            type="button"
            className={styles.sign}
            tabIndex={place === 0 ? 0 : -1}
            autoFocus={place === 0}
            onClick={() => onChoose(sign)}
          >
            {sign}
          </button>
        ))}
        {!hasAll && (
          <button type="button" className={styles.sign} tabIndex={-1} aria-label={text("timeline.actions.more")} title={text("timeline.actions.more")} onClick={() => setAll(true)}>
            +
          </button>
        )}
      </div>
    </Dialog>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const here = buttons.findIndex((button) => button === document.activeElement);
  const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(" ").length;
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  const next = buttons[here + (steps[event.key] ?? Number.NaN)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
