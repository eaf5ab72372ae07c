import { Avatar, Panes, Rail, type RailRoom } from "@vestnik/design";
import { useRef, useState } from "react";
import type { ChatFilter } from "../model/ChatListSnapshot.ts";
import type { ComposerSnapshot } from "../model/ComposerSnapshot.ts";
import type { MessageItem, TimelineItem, TimelineSnapshot } from "../model/TimelineSnapshot.ts";
import { ComposerView } from "../ui/composer/ComposerView.tsx";
import { DetailsView } from "../ui/details/DetailsView.tsx";
import { ChatListView } from "../ui/list/ChatListView.tsx";
import { ChatHeader } from "../ui/timeline/ChatHeader.tsx";
import { TimelineView } from "../ui/timeline/TimelineView.tsx";
import { details, heading, room } from "./details.ts";
import { hike, message, today, words } from "./messages.ts";
import { people, say } from "./people.ts";
import { list } from "./rows.ts";
import styles from "./Gallery.module.css";

const wish = new URLSearchParams(location.search);
const nothing = () => {};

/** The whole client with one open chat: `details`, `pane=list`, `many=10000` for a long history. */
export function ChatPage() {
  const [filter, setFilter] = useState<ChatFilter>("all");
  const [query, search] = useState("");
  const [hasDetails, setDetails] = useState(wish.has("details"));
  const chat = useChat();
  return (
    <Panes
      shown={wish.get("pane") === "list" ? "list" : "main"}
      names={{ list: say("Список чатов", "List of chats"), main: say("Чат", "Chat"), details: say("О чате", "Chat details"), divider: say("Ширина списка", "Width of the list") }}
      onCloseDetails={() => setDetails(false)}
      rail={
        <Rail
          name={say("Разделы", "Sections")}
          brandName="Vestnik"
          rooms={places()}
          onOpen={nothing}
          end={<Avatar kind="person" name={people().me.name} seed={people().me.id} size={36} />}
        />
      }
      list={<ChatListView snapshot={list({ filter, setFilter, query, search, ...(query && { rows: [] }) })} />}
      main={
        <div className={styles.chat}>
          <ChatHeader chat={heading()} onBack={nothing} onDetails={() => setDetails(!hasDetails)} isDetailsOpen={hasDetails} />
          <div className={styles.timeline}>
            <TimelineView snapshot={chat.timeline} />
          </div>
          <ComposerView snapshot={chat.composer} />
        </div>
      }
      details={hasDetails ? <DetailsView snapshot={details(() => setDetails(false))} /> : undefined}
    />
  );
}

const places = (): readonly RailRoom[] => [
  { key: "chats", words: say("Чаты", "Chats"), icon: "chat", href: "#", isCurrent: true, badge: { count: 4, name: say("4 чата с непрочитанным", "4 unread chats") } },
  { key: "settings", words: say("Настройки", "Settings"), icon: "settings", href: "#", isCurrent: false, isLast: true },
];

/** A chat that answers: what is written appears, older messages load in pages of thirty. */
function useChat(): { readonly timeline: TimelineSnapshot; readonly composer: ComposerSnapshot } {
  const [items, setItems] = useState<readonly TimelineItem[]>(() => [...history(Number(wish.get("many") ?? 0)), ...hike()]);
  const [isLoading, setLoading] = useState(false);
  const [draft, setDraft] = useState("");
  const [revision, setRevision] = useState(0);
  const pages = useRef(0);
  const load = () => {
    setLoading(true);
    setTimeout(() => {
      pages.current++;
      const older = history(30, pages.current);
      // The heading of the day stays above what is older on that day.
      setItems(([first, ...rest]) => (first?.kind === "day" ? [first, ...older, ...rest] : [...older, ...(first ? [first] : []), ...rest]));
      setLoading(false);
    }, 300);
  };
  const add = (item: MessageItem) => setItems((now) => [...now, item]);
  Object.assign(globalThis, { receive: (text: string) => add(message({ time: Date.now() + 60_000, body: words(text) })) });
  const send = () => {
    add(message({ isOwn: true, time: Date.now(), body: words(draft), delivery: { kind: "sending" } }));
    setDraft("");
    setRevision(revision + 1);
  };
  const timeline: TimelineSnapshot = {
    kind: "open",
    roomId: room,
    chat: heading(),
    items,
    landing: wish.has("end") ? { kind: "end" } : { kind: "item", key: "unread" },
    older: isLoading ? { kind: "loading" } : wish.has("older") && pages.current < 5 ? { kind: "more", load } : { kind: "none" },
    unseen: 3,
    typing: [people().lena],
    markSeen: nothing,
  };
  const composer: ComposerSnapshot = {
    kind: "ready",
    roomId: room,
    isEncrypted: true,
    draft: { text: draft, caret: draft.length },
    draftRevision: revision,
    attachments: [],
    canSend: draft.trim() !== "",
    type: setDraft,
    moveCaret: nothing,
    send,
    attach: nothing,
    editLast: nothing,
  };
  return { timeline, composer };
}

const history = (count: number, page = 0): TimelineItem[] =>
  Array.from({ length: count }, (_, place) =>
    message({
      time: today(8, 0) - (count - place) * 60_000 - page * 86_400_000,
      isOwn: place % 3 === 0,
      ...(place % 3 === 0 && { delivery: { kind: "read" } }),
      body: words(`${page}.${place} ${"тропа и перевал ".repeat((place * 7) % 19)}`),
    }),
  );
