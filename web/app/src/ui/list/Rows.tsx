import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useRef } from "react";
import type { ChatListSnapshot } from "../../model/ChatListSnapshot.ts";
import { useText } from "../../text/index.ts";
import { ChatRowView } from "./ChatRowView.tsx";
import styles from "./Rows.module.css";
import { useRowHeight } from "./useRowHeight.ts";

/** Rows of one height; only those in view are on the page. Arrow keys move between them. */
export function Rows({ snapshot }: { readonly snapshot: Extract<ChatListSnapshot, { kind: "ready" }> }) {
  const text = useText();
  const { rows, openRoomId } = snapshot;
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (place) => rows[place]?.id ?? place,
    overscan: 8,
  });
  return (
    <div ref={scroller} className={styles.scroller} onKeyDown={moveFocus}>
      <ul className={styles.rows} aria-label={text("list.title")} style={{ blockSize: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index];
          return (
            row && (
              <li
                key={key}
                className={styles.row}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
              >
                <ChatRowView row={row} isOpen={row.id === openRoomId} onOpen={snapshot.open} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const row = event.target instanceof Element ? event.target.closest("li") : null;
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  const link = next?.querySelector("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
}
