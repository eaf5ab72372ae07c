import { Button } from "@vestnik/design";
import type { MessageItem, TimelineSnapshot } from "../../model/TimelineSnapshot.ts";

export function TimelineView({ snapshot }: { snapshot: Extract<TimelineSnapshot, { kind: "open" | "loading" }> }) {
  if (snapshot.kind === "loading") return <p aria-busy="true">…</p>;
  return (
    <div role="log" style={{ overflow: "auto", blockSize: "100%" }}>
      {snapshot.older.kind === "more" && <Button onPress={snapshot.older.load}>↑</Button>}
      {snapshot.items.map((item) => (
        <div key={item.key}>{item.kind === "message" ? <Message item={item} /> : <i>{item.kind === "system" ? item.notice.kind : item.kind}</i>}</div>
      ))}
      {snapshot.typing.map((person) => `${person.name}…`)}
    </div>
  );
}

function Message({ item }: { item: MessageItem }) {
  const { body, actions, delivery } = item;
  return (
    <p>
      <b>{item.sender.name}</b> {item.reply !== undefined && "↩"} {body.kind === "text" ? body.text : body.kind}{" "}
      {body.kind === "undecryptable" && body.reason}
      {body.kind === "image" && "url" in body.transfer && <img src={body.transfer.url} alt={body.name} height="120" />}
      {body.kind === "file" && `${body.name} ${body.transfer.kind}`}
      {item.isEdited && " (edited)"} [{delivery?.kind}] {item.doubt}
      {item.reactions.map((one) => (
        <button key={one.text} type="button" onClick={one.toggle}>
          {one.text} {one.count}
        </button>
      ))}
      {actions.react && <button type="button" onClick={() => actions.react?.("👍")}>react</button>}
      {actions.reply && <button type="button" onClick={actions.reply}>reply</button>}
      {actions.edit && <button type="button" onClick={actions.edit}>edit</button>}
      {actions.delete && <button type="button" onClick={actions.delete}>delete</button>}
      {delivery?.kind === "failed" && <button type="button" onClick={delivery.retry}>{delivery.reason} {delivery.code} retry</button>}
    </p>
  );
}
