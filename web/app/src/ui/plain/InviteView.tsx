import { Button } from "@vestnik/design";
import type { TimelineSnapshot } from "../../model/TimelineSnapshot.ts";

export function InviteView({ snapshot }: { snapshot: Extract<TimelineSnapshot, { kind: "invited" }> }) {
  return (
    <div>
      {snapshot.invite.by?.name}: {snapshot.invite.chat.title}
      <Button look="main" onPress={snapshot.invite.accept}>accept</Button>
      <Button onPress={snapshot.invite.decline}>decline</Button>
    </div>
  );
}
