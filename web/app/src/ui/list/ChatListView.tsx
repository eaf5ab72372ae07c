import { Field, IconButton, Tabs, Waiting } from "@vestnik/design";
import { type ChatListSnapshot, chatFilters } from "../../model/ChatListSnapshot.ts";
import { useText } from "../../text/index.ts";
import styles from "./ChatListView.module.css";
import { EmptyList } from "./EmptyList.tsx";
import { ListSkeleton } from "./ListSkeleton.tsx";
import { Rows } from "./Rows.tsx";

export function ChatListView({ snapshot }: { readonly snapshot: ChatListSnapshot }) {
  const text = useText();
  const isReady = snapshot.kind === "ready";
  return (
    <div className={styles.pane}>
      <header className={styles.head}>
        <h1 className={styles.title}>{text("list.title")}</h1>
        {isReady && <IconButton icon="compose" name={text("list.newChat")} onPress={snapshot.startNewChat} />}
      </header>
      <Waiting isWaiting={!isReady} name={text("list.loading")} skeleton={<ListSkeleton />}>
        {isReady && <Ready snapshot={snapshot} />}
      </Waiting>
    </div>
  );
}

function Ready({ snapshot }: { readonly snapshot: Extract<ChatListSnapshot, { kind: "ready" }> }) {
  const text = useText();
  const { query, filter, counts } = snapshot;
  return (
    <>
      <search className={styles.search}>
        <Field
          label={text("list.search")}
          isLabelHidden
          type="search"
          look="sunken"
          icon="search"
          placeholder={text("list.search")}
          value={query}
          onChange={snapshot.search}
          end={
            query !== "" && (
              <IconButton icon="close" size="small" name={text("list.searchClear")} onPress={() => snapshot.search("")} />
            )
          }
        />
      </search>
      <Tabs
        name={text("list.folders")}
        selected={filter}
        onSelect={snapshot.setFilter}
        tabs={chatFilters.map((key) => ({ key, words: text(`list.filter.${key}`), count: counts[key] }))}
      >
        {snapshot.rows.length === 0 ? <EmptyList snapshot={snapshot} /> : <Rows snapshot={snapshot} />}
      </Tabs>
    </>
  );
}
