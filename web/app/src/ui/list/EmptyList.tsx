import { Button, EmptyState } from "@vestnik/design";
import type { ChatListSnapshot } from "../../model/ChatListSnapshot.ts";
import { useText } from "../../text/index.ts";

/** Why there are no rows, and the one step out of it. */
export function EmptyList({ snapshot }: { readonly snapshot: Extract<ChatListSnapshot, { kind: "ready" }> }) {
  const text = useText();
  const { query, filter } = snapshot;
  if (query !== "")
    return (
      <EmptyState
        icon="search"
        title={text("list.nothing.title")}
        text={text("list.nothing.words", { query })}
        action={<Button onPress={() => snapshot.search("")}>{text("list.nothing.action")}</Button>}
      />
    );
  if (filter !== "all")
    return (
      <EmptyState
        icon="chat"
        title={text("list.noneHere.title")}
        text={text(`list.noneHere.${filter}`)}
        action={<Button onPress={() => snapshot.setFilter("all")}>{text("list.noneHere.action")}</Button>}
      />
    );
  return (
    <EmptyState
      icon="chat"
      title={text("list.empty.title")}
      text={text("list.empty.words")}
      action={
        <Button look="main" onPress={snapshot.startNewChat}>
          {text("list.empty.action")}
        </Button>
      }
    />
  );
}
