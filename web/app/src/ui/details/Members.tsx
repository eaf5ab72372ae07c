import { Avatar, Icon, IconButton, Menu, type MenuChoice } from "@vestnik/design";
import { useState } from "react";
import type { MemberRow } from "../../model/DetailsSnapshot.ts";
import type { text as Text } from "../../text/index.ts";
import { useText } from "../../text/index.ts";
import { Sure } from "./Sure.tsx";
import styles from "./Members.module.css";

type Question = { readonly kind: "remove" | "ban"; readonly member: MemberRow };

export function Members({ members }: { readonly members: readonly MemberRow[] }) {
  const text = useText();
  const [question, setQuestion] = useState<Question>();
  return (
    <>
      <ul className={styles.members}>
        {members.map((member) => (
          <Member key={member.person.id} member={member} onAsk={(kind) => setQuestion({ kind, member })} />
        ))}
      </ul>
      {question && (
        <Sure
          title={text(`details.sure.${question.kind}Title`)}
          words={text(`details.sure.${question.kind}Words`, { name: question.member.person.name })}
          no={text("details.sure.keep")}
          yes={text(`details.${question.kind}`)}
          onYes={() => question.member[question.kind]?.()}
          onClose={() => setQuestion(undefined)}
        />
      )}
    </>
  );
}

function Member({ member, onAsk }: { readonly member: MemberRow; onAsk(kind: Question["kind"]): void }) {
  const text = useText();
  const { person, isMe, state, role, trust } = member;
  const choices = choicesOf(member, onAsk, text);
  return (
    <li className={styles.member}>
      <Avatar kind="person" name={person.name} seed={person.id} url={person.avatar?.url} size={36} />
      <div className={styles.words}>
        <p className={styles.name} dir="auto" title={person.id}>
          {isMe ? text("details.you") : person.name}
        </p>
        <p className={styles.under}>
          {state === "invited" ? text("details.invited") : isMe ? person.id : text(`details.trust.${trust}`)}
        </p>
      </div>
      {trust === "changed" && (
        <span className={styles.changed}>
          <Icon name="shieldAlert" size="row" />
        </span>
      )}
      {role !== "member" && <span className={styles.role}>{text(`details.role.${role}`)}</span>}
      {choices.length > 0 && (
        <Menu name={text("details.memberActions", { name: person.name })} choices={choices}>
          <IconButton icon="more" size="small" name={text("details.memberActions", { name: person.name })} />
        </Menu>
      )}
    </li>
  );
}

function choicesOf(member: MemberRow, onAsk: (kind: Question["kind"]) => void, text: typeof Text): readonly MenuChoice[] {
  const roles = member.assignableRoles
    .filter((role) => role !== member.role && member.setRole !== undefined)
    .map((role): MenuChoice => ({ key: role, words: text(`details.makeRole.${role}`), icon: "person", onChoose: () => member.setRole?.(role) }));
  const endings = (["remove", "ban"] as const)
    .filter((kind) => member[kind] !== undefined)
    .map((kind): MenuChoice => ({ key: kind, words: text(`details.${kind}`), icon: kind, weight: "danger", onChoose: () => onAsk(kind) }));
  return [...roles, ...endings];
}
