import type { Person } from "@vestnik/matrix/chat";
import { Avatar, Field } from "@vestnik/design";
import { useEffect, useState } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { useText } from "../../text/index.ts";
import { Problem } from "../shell/Problem.tsx";
import { useObservable } from "../shell/useObservable.ts";
import styles from "./NewChat.module.css";

type Found =
  | { readonly kind: "idle" | "searching" }
  | { readonly kind: "found"; readonly people: readonly Person[] }
  | { readonly kind: "failed"; readonly problem: unknown };

type Props = {
  readonly messenger: Messenger;
  readonly isDisabled?: boolean;
  onChoose(person: Person): void;
};

/** A pause in typing after which the server is asked. Milliseconds. */
const askAfter = 300;

/** Finds people by name or address; a person is a button. */
export function PeopleSearch({ messenger, isDisabled, onChoose }: Props) {
  const text = useText();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Found>({ kind: "idle" });
  useObservable(messenger.pictures.arrived);
  const me = useObservable(messenger.me);
  const query = typed.trim();
  // The answer comes from the server, after a pause; an old one is not shown over a new one.
  useEffect(() => {
    if (query === "") return setFound({ kind: "idle" });
    let isOld = false;
    setFound({ kind: "searching" });
    const ask = async () => {
      const people = await messenger.engine.searchPeople(query);
      if (!isOld) setFound({ kind: "found", people: people.filter((person) => person.id !== me.id) });
    };
    const timer = setTimeout(() => ask().catch((problem: unknown) => isOld || setFound({ kind: "failed", problem })), askAfter);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [messenger, query, me.id]);

  return (
    <div className={styles["search"]}>
      <Field
        label={text("newchat.who")}
        hint={text("newchat.whoHint", { example: `@marina.k:${me.id.split(":").slice(1).join(":")}` })}
        icon="search"
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        autoFocus
      />
      <div role="status" className={styles["status"]}>
        {found.kind === "searching" && text("newchat.searching")}
        {found.kind === "found" && found.people.length === 0 && text("newchat.nobody")}
      </div>
      {found.kind === "failed" && <Problem problem={found.problem} />}
      {found.kind === "found" && (
        <ul className={styles["people"]} aria-label={text("newchat.found")}>
          {found.people.map((person) => (
            <li key={person.id}>
              <button type="button" className={styles["person"]} disabled={isDisabled} onClick={() => onChoose(person)}>
                <Avatar kind="person" seed={person.id} name={person.name} url={messenger.pictures.picture(person.avatar)?.url} size={40} />
                <span className={styles["words"]}>
                  <span className={styles["name"]}>{person.name}</span>
                  <span className={styles["id"]}>{person.id}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
