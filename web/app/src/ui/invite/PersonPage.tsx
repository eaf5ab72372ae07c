import type { Person } from "@vestnik/matrix/chat";
import type { UserId } from "@vestnik/matrix";
import { Avatar, Button } from "@vestnik/design";
import { useEffect, useState } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { go } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { Actions, Card, Page } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import { useObservable } from "../shell/useObservable.ts";

/** Where a person's own link or code leads. */
export function PersonPage({ messenger, userId }: { messenger: Messenger; userId: UserId }) {
  const text = useText();
  const attempt = useAttempt();
  const [person, setPerson] = useState<Person | undefined>();
  useObservable(messenger.pictures.arrived);
  const isMe = userId === messenger.session.userId;
  // The name comes from the server.
  useEffect(() => {
    attempt.run(async () => {
      const [found] = await messenger.engine.searchPeople(userId);
      setPerson(found);
    });
  }, [messenger, userId]);
  const start = async () => {
    const roomId = await messenger.engine.chatWithPerson(userId);
    go({ kind: "chat", roomId, isDetails: false }, "replace");
  };
  return (
    <Page title={person?.name ?? userId} intro={person === undefined ? undefined : userId}>
      <Card>
        {person !== undefined && (
          <Avatar kind="person" seed={userId} name={person.name} url={messenger.pictures.picture(person.avatar)?.url} size={84} />
        )}
        <p>{text(isMe ? "invite.thatIsYou" : "invite.personText")}</p>
        <Problem problem={attempt.problem} />
        {!isMe && (
          <Actions>
            <Button look="main" isDisabled={attempt.isRunning} onPress={() => attempt.run(start)}>
              {text("invite.write")}
            </Button>
          </Actions>
        )}
      </Card>
    </Page>
  );
}
