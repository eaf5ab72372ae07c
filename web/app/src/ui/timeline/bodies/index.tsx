import type { ReactNode } from "react";
import type { MessageBody, MessageItem } from "../../../model/TimelineSnapshot.ts";
import { FileCard } from "./FileCard.tsx";
import { PictureCard } from "./PictureCard.tsx";
import { BlockedCard, DeletedCard, UndecryptableCard, UnknownCard } from "./PlainCards.tsx";
import { TextCard } from "./TextCard.tsx";

type Cards = {
  readonly [Kind in MessageBody["kind"]]: (
    body: Extract<MessageBody, { kind: Kind }>,
    item: MessageItem,
    meta: ReactNode,
  ) => ReactNode;
};

/** One kind of message, one card. Each card places the time and ticks itself, at the end of its last line. */
const cards: Cards = {
  text: (body, item, meta) => <TextCard body={body} sender={item.sender} hasMention={item.mentionsMe} meta={meta} />,
  image: (body, _, meta) => <PictureCard body={body} meta={meta} />,
  file: (body, _, meta) => <FileCard body={body} meta={meta} />,
  deleted: (body, item, meta) => <DeletedCard body={body} item={item} meta={meta} />,
  undecryptable: (body, _, meta) => <UndecryptableCard body={body} meta={meta} />,
  unknown: (body, _, meta) => <UnknownCard body={body} meta={meta} />,
  blocked: (body, _, meta) => <BlockedCard body={body} meta={meta} />,
};

export function cardOf<Kind extends MessageBody["kind"]>(
  body: Extract<MessageBody, { kind: Kind }>,
  item: MessageItem,
  meta: ReactNode,
): ReactNode {
  const card: Cards[Kind] = cards[body.kind as Kind];
  return card(body, item, meta);
}
