import { Button } from "@vestnik/design";
import { useEffect, useState } from "react";
import type { ComposerSnapshot } from "../../model/ComposerSnapshot.ts";
import { TrustBanner } from "./TrustBanner.tsx";

export function ComposerView({ snapshot }: { snapshot: ComposerSnapshot }) {
  if (snapshot.kind === "none") return null;
  if (snapshot.kind === "closed") return <p>{snapshot.reason}</p>;
  if (snapshot.kind === "stopped") return <TrustBanner snapshot={snapshot.trust} />;
  return <Ready snapshot={snapshot} />;
}

function Ready({ snapshot }: { snapshot: Extract<ComposerSnapshot, { kind: "ready" }> }) {
  const [text, setText] = useState(snapshot.draft.text);
  useEffect(() => setText(snapshot.draft.text), [snapshot.draftRevision]);
  return (
    <div>
      {snapshot.strip && <button type="button" onClick={snapshot.strip.cancel}>{snapshot.strip.kind} ×</button>}
      {snapshot.attachments.map((one) => <button key={one.key} type="button" onClick={one.remove}>{one.name} ×</button>)}
      <textarea
        aria-label="Message"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          snapshot.type(event.target.value, event.target.selectionStart);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          snapshot.send();
        }}
      />
      <input type="file" multiple onChange={(event) => snapshot.attach([...(event.target.files ?? [])])} />
      <Button look="main" isDisabled={!snapshot.canSend} onPress={snapshot.send}>send</Button>
    </div>
  );
}
