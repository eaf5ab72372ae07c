import { Avatar, Rail as DesignRail } from "@vestnik/design";
import type { Person } from "../../model/parts.ts";
import { go, hrefOf, type Route } from "../../model/route.ts";
import { useText } from "../../text/index.ts";

export type RailProps = {
  /** Chats with something unread. */
  readonly unread: number;
  readonly me: Person;
  readonly current: "chats" | "settings";
};

const rooms = {
  chats: { kind: "chats" },
  settings: { kind: "settings", page: "menu" },
} as const satisfies Record<string, Route>;

export function Rail({ unread, me, current }: RailProps) {
  const text = useText();
  return (
    <DesignRail
      name={text("states.rail")}
      brandName={text("states.brand")}
      onOpen={({ key }) => go(key === "settings" ? rooms.settings : rooms.chats)}
      rooms={[
        {
          key: "chats",
          words: text("states.chats"),
          icon: "chat",
          href: hrefOf(rooms.chats),
          isCurrent: current === "chats",
          badge: { count: unread, name: text("states.unreadChats", { count: unread }) },
        },
        {
          key: "settings",
          words: text("states.settings"),
          icon: "settings",
          href: hrefOf(rooms.settings),
          isCurrent: current === "settings",
          isLast: true,
        },
      ]}
      end={<Avatar kind="person" name={me.name} seed={me.id} url={me.avatar?.url} size={36} />}
    />
  );
}
