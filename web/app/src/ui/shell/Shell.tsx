import { type ReactNode, Suspense, lazy, useEffect, useMemo, useRef } from "react";
import type { Application } from "../../model/Application.ts";
import { ChatList } from "../../model/ChatList.ts";
import { ChatRoom } from "../../model/ChatRoom.ts";
import type { Messenger } from "../../model/Messenger.ts";
import { type Route, currentRoute } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { DetailsView } from "../details/DetailsView.tsx";
import { ChatListView } from "../list/ChatListView.tsx";
import { Rail } from "../list/Rail.tsx";
import { AppLayout } from "../states/AppLayout.tsx";
import { ConnectionBanner } from "../states/ConnectionBanner.tsx";
import { ChatPane } from "./ChatPane.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { IdentityBanner } from "./IdentityBanner.tsx";
import { NothingOpen } from "./NothingOpen.tsx";
import { SettingsNav } from "./SettingsNav.tsx";
import styles from "./Shell.module.css";
import { useObservable } from "./useObservable.ts";

const Pages = lazy(() => import("./Pages.tsx"));
const Dialogs = lazy(() => import("./Dialogs.tsx"));

/** The page of a signed-in person. */
export function Shell({ application, messenger }: { application: Application; messenger: Messenger }) {
  const text = useText();
  const route = useObservable(currentRoute);
  const list = useMemo(() => new ChatList(messenger), [messenger]);
  const rooms = useRooms(messenger);
  const room = route.kind === "chat" ? rooms(route.roomId) : undefined;
  const isSettings = route.kind === "settings" || route.kind === "recovery" || route.kind === "confirm";
  // Performance marks and the page's title are outside React.
  useEffect(() => void application.listIsShown(messenger), [application, messenger]);
  const unread = useUnread(messenger);
  useEffect(() => void (document.title = unread > 0 ? `(${unread}) ${text("app.name")}` : text("app.name")));

  return (
    <>
      <AppLayout
        pane={paneOf(route)}
        rail={<Rail unread={unread} me={useObservable(messenger.me)} current={isSettings ? "settings" : "chats"} />}
        list={isSettings ? <SettingsNav messenger={messenger} /> : <ListPane list={list} messenger={messenger} />}
        main={
          <ErrorBoundary key={room?.id ?? route.kind}>
            {room !== undefined ? (
              <ChatPane room={room} isDetailsOpen={route.kind === "chat" && route.isDetails} />
            ) : route.kind === "chats" ? (
              <NothingOpen messenger={messenger} />
            ) : (
              <Suspense>
                <Pages route={route} messenger={messenger} />
              </Suspense>
            )}
          </ErrorBoundary>
        }
        details={room !== undefined && route.kind === "chat" && route.isDetails ? <DetailsPane room={room} /> : undefined}
      />
      <Suspense>
        <Dialogs messenger={messenger} room={room} />
      </Suspense>
    </>
  );
}

function ListPane({ list, messenger }: { list: ChatList; messenger: Messenger }): ReactNode {
  return (
    <div className={styles.pane}>
      <ConnectionBanner snapshot={useObservable(messenger.connection)} />
      <IdentityBanner messenger={messenger} />
      <div className={styles.rest}>
        <ChatListView snapshot={useObservable(list)} />
      </div>
    </div>
  );
}

function DetailsPane({ room }: { room: ChatRoom }): ReactNode {
  return <DetailsView snapshot={useObservable(room.details)} />;
}

/** Rooms keep their composer and their place while the page lives. */
function useRooms(messenger: Messenger): (id: ChatRoom["id"]) => ChatRoom {
  const rooms = useRef(new Map<string, ChatRoom>());
  return (id) => {
    const known = rooms.current.get(id);
    if (known !== undefined) return known;
    const room = new ChatRoom(messenger, id);
    rooms.current.set(id, room);
    return room;
  };
}

function useUnread(messenger: Messenger): number {
  const summaries = useObservable(messenger.summaries) ?? [];
  return summaries.filter((one) => !one.isMuted && (one.unread > 0 || one.membership === "invited")).length;
}

function paneOf(route: Route): "list" | "main" | "details" {
  if (route.kind === "chats") return "list";
  return route.kind === "chat" && route.isDetails ? "details" : "main";
}
