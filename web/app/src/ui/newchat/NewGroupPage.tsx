import type { Person } from "@vestnik/matrix/chat";
import { Button, Field, Icon } from "@vestnik/design";
import { type FormEvent, useState } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { go } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { Actions, Card, Page } from "../shell/Page.tsx";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import styles from "./NewChat.module.css";
import { PeopleSearch } from "./PeopleSearch.tsx";

export function NewGroupPage({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const attempt = useAttempt();
  const [name, setName] = useState("");
  const [people, setPeople] = useState<readonly Person[]>([]);
  const add = (person: Person) => setPeople((now) => [...now.filter((one) => one.id !== person.id), person]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.run(async () => {
      const ids = people.map((person) => person.id);
      const roomId = await messenger.engine.createGroup(name.trim(), ids);
      go({ kind: "chat", roomId, isDetails: false }, "replace");
    });
  };
  return (
    <Page title={text("newchat.newGroup")} intro={text("newchat.groupIntro")} parent={{ kind: "newChat" }}>
      <Card>
        <form className={styles["form"]} onSubmit={submit}>
          <Field label={text("newchat.groupName")} value={name} onChange={setName} maxLength={100} isRequired />
          {people.length > 0 && (
            <ul className={styles["chosen"]} aria-label={text("newchat.chosen")}>
              {people.map((person) => (
                <li key={person.id}>
                  <button
                    type="button"
                    aria-label={text("newchat.unchoose", { name: person.name })}
                    onClick={() => setPeople(people.filter((one) => one !== person))}
                  >
                    {person.name}
                    <Icon name="close" size="small" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <Problem problem={attempt.problem} />
          <Actions>
            <Button look="main" type="submit" isDisabled={attempt.isRunning || name.trim() === ""}>
              {text(attempt.isRunning ? "newchat.starting" : "newchat.createGroup", { count: people.length })}
            </Button>
          </Actions>
        </form>
      </Card>
      <Card title={text("newchat.addPeople")}>
        <PeopleSearch messenger={messenger} onChoose={add} />
      </Card>
    </Page>
  );
}
