import { type KeyboardEvent, type RefObject, useMemo, useState } from "react";
import type { MessageItem, TimelineItem } from "../../model/TimelineSnapshot.ts";
import type { OpenOverlay } from "./MessageToolbar.tsx";

export type Reach = {
  /** The message that the Tab key reaches: the one last visited, else the newest. */
  readonly key: string | undefined;
  set(key: string): void;
  onKey(event: KeyboardEvent<HTMLElement>, item: MessageItem): void;
  readonly onOverlay: OpenOverlay;
  onCopied(): void;
};

/**
 * The list is one stop of the Tab key. Inside it: Up, Down, Home, End move; R replies, E edits, Delete deletes,
 * Ctrl+C copies, plus reacts, Enter opens the menu. Letters are keys of the keyboard, whatever its layout.
 */
export function useReach(
  items: readonly TimelineItem[],
  scroller: RefObject<HTMLElement | null>,
  show: (place: number) => void,
  { onOverlay, onCopied }: { readonly onOverlay: OpenOverlay; onCopied(): void },
): Reach {
  const [visited, setVisited] = useState<string>();
  const places = useMemo(() => items.flatMap((item, place) => (item.kind === "message" ? [place] : [])), [items]);
  const isThere = useMemo(() => items.some(({ kind, key }) => kind === "message" && key === visited), [items, visited]);
  const newest = items[places.at(-1) ?? -1]?.key;

  const moveTo = (place: number | undefined) => {
    const item = place === undefined ? undefined : items[place];
    if (place === undefined || item === undefined) return;
    show(place);
    setVisited(item.key);
    requestAnimationFrame(() => {
      const rows = scroller.current?.querySelectorAll<HTMLElement>("article") ?? [];
      [...rows].find((row) => row.dataset["key"] === item.key)?.focus({ preventScroll: true });
    });
  };

  const onKey = (event: KeyboardEvent<HTMLElement>, item: MessageItem) => {
    const here = places.findIndex((place) => items[place]?.key === item.key);
    const at = event.currentTarget.querySelector<HTMLElement>("[data-bubble]") ?? event.currentTarget;
    const { reply, edit, copy, react, delete: remove } = item.actions;
    const isCopy = (event.ctrlKey || event.metaKey) && event.code === "KeyC" && getSelection()?.isCollapsed !== false;
    const act = isCopy
      ? copy && (() => (copy(), onCopied()))
      : event.ctrlKey || event.metaKey || event.altKey
        ? undefined
        : {
            ArrowUp: () => moveTo(places[here - 1]),
            ArrowDown: () => moveTo(places[here + 1]),
            Home: () => moveTo(places[0]),
            End: () => moveTo(places.at(-1)),
            KeyR: reply,
            KeyE: edit,
            Equal: react && (() => onOverlay("react", item, at)),
            NumpadAdd: react && (() => onOverlay("react", item, at)),
            Delete: remove && (() => onOverlay("delete", item, at)),
            Enter: () => onOverlay("menu", item, at),
          }[event.code];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return { key: isThere ? visited : newest, set: setVisited, onKey, onOverlay, onCopied };
}
