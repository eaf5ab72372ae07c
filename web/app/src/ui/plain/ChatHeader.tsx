import { IconButton } from "@vestnik/design";
import type { ChatHeading } from "../../model/TimelineSnapshot.ts";

type Props = { chat: ChatHeading; onBack?(): void; onDetails(): void; isDetailsOpen: boolean };

export function ChatHeader({ chat, onBack, onDetails, isDetailsOpen }: Props) {
  return (
    <header>
      {onBack && <IconButton icon="back" name="back" onPress={onBack} />}
      <h1>{chat.title}</h1> {chat.isEncrypted ? "encrypted" : "clear"} {chat.memberCount}
      <IconButton icon="details" name="details" onPress={onDetails} isSelected={isDetailsOpen} />
    </header>
  );
}
