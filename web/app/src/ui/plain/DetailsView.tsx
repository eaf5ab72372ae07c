import { Button } from "@vestnik/design";
import type { DetailsSnapshot } from "../../model/DetailsSnapshot.ts";

export function DetailsView({ snapshot }: { snapshot: DetailsSnapshot }) {
  if (snapshot.kind === "closed" || snapshot.kind === "loading") return null;
  return (
    <div>
      <Button onPress={snapshot.close}>×</Button>
      {snapshot.kind === "group" && snapshot.members.map((one) => <p key={one.person.id}>{one.person.name} {one.role} {one.state} {one.trust}</p>)}
      {snapshot.kind === "group" && snapshot.invite && <Button onPress={snapshot.invite}>invite</Button>}
      {snapshot.kind === "person" && <p>{snapshot.person.name} {snapshot.trust}</p>}
      {snapshot.kind === "person" && snapshot.verify && <Button onPress={snapshot.verify}>verify</Button>}
      <Button onPress={snapshot.leave}>leave</Button>
    </div>
  );
}
