import { IconButton } from "@vestnik/design";
import { useRef, useState } from "react";
import { Popover } from "react-aria-components";
import { useText } from "../../text/index.ts";
import { SignChoice } from "../timeline/SignChoice.tsx";
import styles from "./EmojiButton.module.css";

export function EmojiButton({ onChoose }: { onChoose(sign: string): void }) {
  const text = useText();
  const place = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <span ref={place}>
      <IconButton icon="smile" look="round" name={text("composer.emoji")} onPress={() => setOpen(!isOpen)} />
      <Popover aria-label={text("composer.emoji")} triggerRef={place} isOpen={isOpen} onOpenChange={setOpen} placement="top end" className={styles.popover ?? ""}>
        <SignChoice
          isFull
          onChoose={(sign) => {
            setOpen(false);
            onChoose(sign);
          }}
        />
      </Popover>
    </span>
  );
}
