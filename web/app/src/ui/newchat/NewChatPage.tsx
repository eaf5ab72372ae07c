import type { Person } from "@vestnik/matrix/chat";
import { Button } from "@vestnik/design";
import type { Messenger } from "../../model/Messenger.ts";
import { go } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { Actions, Card, Page } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import { PeopleSearch } from "./PeopleSearch.tsx";

export function NewChatPage({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const attempt = useAttempt();
  const start = (person: Person) =>
    attempt.run(async () => {
      const roomId = await messenger.engine.chatWithPerson(person.id);
      go({ kind: "chat", roomId, isDetails: false }, "replace");
    });
  return (
    <Page title={text("newchat.title")} intro={text("newchat.intro")}>
      <Card>
        <PeopleSearch messenger={messenger} onChoose={start} isDisabled={attempt.isRunning} />
        <Problem problem={attempt.problem} />
        {attempt.isRunning && <p role="status">{text("newchat.starting")}</p>}
      </Card>
      <Card title={text("newchat.groupTitle")}>
        <p>{text("newchat.groupText")}</p>
        <Actions>
          <Button look="outline" icon="group" onPress={() => go({ kind: "newGroup" })}>
            {text("newchat.newGroup")}
          </Button>
        </Actions>
      </Card>
    </Page>
  );
}
