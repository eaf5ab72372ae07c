import { ComposerView } from "../ui/composer/ComposerView.tsx";
import { Card } from "./Card.tsx";
import { people, roomId, say } from "./people.ts";

const nothing = () => {};
const room = roomId("gallery");

/** What stands where one writes until a question of trust is answered. */
export function Decisions() {
  return (
    <Card name={say("Решение вместо письма", "A decision in place of writing")} isCanvas>
      <ComposerView
        snapshot={{
          kind: "stopped",
          roomId: room,
          trust: {
            kind: "decision",
            question: { kind: "identityChanged", person: people().lena, wasVerified: true },
            choices: [
              { kind: "verify", weight: "main", choose: nothing },
              { kind: "withdrawVerification", weight: "other", choose: nothing },
            ],
            progress: "failed",
          },
        }}
      />
      <ComposerView
        snapshot={{
          kind: "stopped",
          roomId: room,
          trust: {
            kind: "decision",
            question: { kind: "newMembers", people: [people().kostya, people().yuri] },
            choices: [
              { kind: "acceptMembers", weight: "other", choose: nothing },
              { kind: "removeMembers", weight: "danger", choose: nothing },
            ],
            progress: "idle",
          },
        }}
      />
    </Card>
  );
}
