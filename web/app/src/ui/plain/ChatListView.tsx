import { Button, Field } from "@vestnik/design";
import type { ChatListSnapshot } from "../../model/ChatListSnapshot.ts";
import { useText } from "../../text/index.ts";

export function ChatListView({ snapshot }: { snapshot: ChatListSnapshot }) {
  const text = useText();
  if (snapshot.kind === "loading") return <p aria-busy="true">…</p>;
  return (
    <div>
      <Field label={text("app.chats")} value={snapshot.query} onChange={snapshot.search} type="search" />
      <Button onPress={snapshot.startNewChat}>{text("app.newChat")}</Button>
      <ul>
        {snapshot.rows.map((row) => (
          <li key={row.id}>
            <a
              href={row.href}
              onClick={(event) => {
                event.preventDefault();
                snapshot.open(row.id);
              }}
            >
              {row.title} {row.unread > 0 && `(${row.unread})`} {row.draft}{" "}
              {row.preview?.excerpt.kind === "text" ? row.preview.excerpt.text : row.preview?.excerpt.kind}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
