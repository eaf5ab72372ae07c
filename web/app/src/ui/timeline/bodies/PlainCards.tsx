import { Button, classes, Icon, type IconName } from "@vestnik/design";
import type { ReactNode } from "react";
import type { MessageBody, MessageItem } from "../../../model/TimelineSnapshot.ts";
import { useText } from "../../../text/index.ts";
import styles from "./PlainCards.module.css";

type Card<Kind extends MessageBody["kind"]> = {
  readonly body: Extract<MessageBody, { kind: Kind }>;
  readonly meta: ReactNode;
};

export function DeletedCard({ body, item, meta }: Card<"deleted"> & { readonly item: MessageItem }) {
  const text = useText();
  const isByOther = body.by !== undefined && body.by.id !== item.sender.id;
  return (
    <Sentence icon="delete" isQuiet meta={meta}>
      {isByOther ? text("timeline.deletedBy", { name: body.by?.name ?? "" }) : text("timeline.deleted")}
    </Sentence>
  );
}

export function UndecryptableCard({ body, meta }: Card<"undecryptable">) {
  const text = useText();
  return (
    <Sentence
      icon={body.reason === "damaged" ? "warning" : body.reason === "unsignedSender" ? "shieldAlert" : "key"}
      meta={meta}
      action={body.recover && { words: text("timeline.undecryptable.recover"), onPress: body.recover }}
    >
      {text(`timeline.undecryptable.${body.reason}`)}
    </Sentence>
  );
}

export function UnknownCard({ body, meta }: Card<"unknown">) {
  const text = useText();
  return (
    <Sentence
      icon="info"
      meta={meta}
      detail={text("timeline.unknownType", { type: body.type })}
      action={{ words: text("timeline.reload"), onPress: body.reload }}
    >
      {body.fallback ?? text("timeline.unknown")}
    </Sentence>
  );
}

export function BlockedCard({ body, meta }: Card<"blocked">) {
  const text = useText();
  return (
    <Sentence icon="hidden" isQuiet meta={meta} action={{ words: text("timeline.show"), onPress: body.show }}>
      {text("timeline.blocked")}
    </Sentence>
  );
}

type SentenceProps = {
  readonly icon: IconName;
  readonly isQuiet?: boolean;
  readonly detail?: string;
  readonly action?: { readonly words: string; onPress(): void } | undefined;
  readonly meta: ReactNode;
  readonly children: ReactNode;
};

/** A message that cannot be shown says so: its sign, one sentence, what to do. */
function Sentence({ icon, isQuiet, detail, action, meta, children }: SentenceProps) {
  return (
    <div className={classes(styles.sentence, isQuiet && styles.quiet)}>
      <span className={styles.icon}>
        <Icon name={icon} size="row" />
      </span>
      <div className={styles.words}>
        <span dir="auto">{children}</span>
        {detail && <small className={styles.detail}>{detail}</small>}
        {action ? (
          <div className={styles.last}>
            <Button look="text" size="small" onPress={action.onPress}>
              {action.words}
            </Button>
            {meta}
          </div>
        ) : (
          meta
        )}
      </div>
    </div>
  );
}
