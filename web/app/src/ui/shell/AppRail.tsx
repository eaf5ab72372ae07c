import { Avatar, Rail, type RailRoom } from "@vestnik/design";
import type { Messenger } from "../../model/Messenger.ts";
import { type Route, go, hrefOf } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { useObservable } from "./useObservable.ts";

type Props = { readonly messenger: Messenger; readonly unread: number; readonly isSettings: boolean };

const routes: Readonly<Record<string, Route>> = {
  chats: { kind: "chats" },
  settings: { kind: "settings", page: "profile" },
};

/** Where one can go. Nothing that leads nowhere. */
export function AppRail({ messenger, unread, isSettings }: Props) {
  const text = useText();
  const me = useObservable(messenger.me);
  useObservable(messenger.pictures.arrived);
  const rooms: readonly RailRoom[] = [
    {
      key: "chats",
      words: text("app.chats"),
      icon: "chat",
      href: hrefOf({ kind: "chats" }),
      isCurrent: !isSettings,
      badge: { count: unread, name: text("app.unreadChats", { count: unread }) },
    },
    {
      key: "settings",
      words: text("settings.title"),
      icon: "settings",
      href: hrefOf({ kind: "settings", page: "profile" }),
      isCurrent: isSettings,
      isLast: true,
    },
  ];
  return (
    <Rail
      name={text("app.rooms")}
      brandName={text("app.name")}
      rooms={rooms}
      onOpen={(room) => go(routes[room.key] ?? { kind: "chats" })}
      end={<Avatar kind="person" seed={me.id} name={me.name} url={messenger.pictures.picture(me.avatar)?.url} size={36} />}
    />
  );
}
