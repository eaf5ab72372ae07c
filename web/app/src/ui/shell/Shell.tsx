import { type ReactNode, Suspense, lazy, useEffect, useMemo, useRef } from "react";
import type { Application } from "../../model/Application.ts";
import { ChatList } from "../../model/ChatList.ts";
import { ChatRoom } from "../../model/ChatRoom.ts";
import type { Messenger } from "../../model/Messenger.ts";
import { type Route, currentRoute } from "../../model/route.ts";
import { Signal } from "../../model/signals.ts";
import { useText } from "../../text/index.ts";
import { ChatListView } from "../list/ChatListView.tsx";
import { DetailsView } from "../details/DetailsView.tsx";
import { Rail, type RailProps } from "../list/Rail.tsx";
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
const VerificationDialog = lazy(() => import("../trust/VerificationDialog.tsx"));
const InviteDialog = lazy(() => import("../invite/InviteDialog.tsx"));

/** The page of a signed-in person. */
export function Shell({ application, messenger }: { application: Application; messenger: Messenger }) {
  const text = useText();
  const route = useObservable(currentRoute);
  const list = useMemo(() => new ChatList(messenger), [messenger]);
  const rooms = useRooms(messenger);
  const room = route.kind === "chat" ? rooms(route.roomId) : undefined;
  const unread = useUnread(messenger);
  // Performance marks and the start of the engine are outside React.
  useEffect(() => void application.listIsShown(messenger), [application, messenger]);
  // The page's title is outside React.
  useEffect(() => void (document.title = unread > 0 ? `(${unread}) ${text("app.name")}` : text("app.name")));
  const isSettings = settingsKinds.has(route.kind);
  return (
    <>
      <AppLayout
        banner={<Connected messenger={messenger} />}
        pane={paneOf(route)}
        rail={<OwnRail messenger={messenger} unread={unread} current={isSettings ? "settings" : "chats"} />}
        list={isSettings ? <SettingsNav messenger={messenger} /> : <ListPane list={list} messenger={messenger} />}
        main={
          <ErrorBoundary key={room?.id ?? route.kind}>
            <Main route={route} room={room} messenger={messenger} />
          </ErrorBoundary>
        }
        details={room !== undefined && hasDetails(route) ? <DetailsPane room={room} /> : undefined}
      />
      <Overlay messenger={messenger} room={room} />
    </>
  );
}

const settingsKinds: ReadonlySet<Route["kind"]> = new Set(["settings", "recovery", "confirm"]);
const hasDetails = (route: Route): boolean => route.kind === "chat" && route.isDetails;

function paneOf(route: Route): "list" | "main" | "details" {
  if (route.kind === "chats" || (route.kind === "settings" && route.page === "menu")) return "list";
  return hasDetails(route) ? "details" : "main";
}

function Connected({ messenger }: { messenger: Messenger }): ReactNode {
  return <ConnectionBanner snapshot={useObservable(messenger.connection)} />;
}

function OwnRail({ messenger, ...rest }: { messenger: Messenger } & Omit<RailProps, "me">): ReactNode {
  const me = useObservable(messenger.me);
  useObservable(messenger.pictures.arrived);
  return <Rail {...rest} me={messenger.pictures.person(me)} />;
}

function Main({ route, room, messenger }: { route: Route; room: ChatRoom | undefined; messenger: Messenger }): ReactNode {
  if (room !== undefined) return <ChatPane room={room} isDetailsOpen={hasDetails(route)} />;
  if (route.kind === "chats") return <NothingOpen messenger={messenger} />;
  return (
    <Suspense>
      <Pages route={route} messenger={messenger} />
    </Suspense>
  );
}

/** What may open over any page; its code comes when it does. */
function Overlay({ messenger, room }: { messenger: Messenger; room: ChatRoom | undefined }): ReactNode {
  const verification = useObservable(messenger.verification);
  const isInviting = useObservable(room?.details.isInviting ?? never);
  return (
    <Suspense>
      {verification !== undefined && <VerificationDialog messenger={messenger} state={verification} />}
      {room !== undefined && isInviting && <InviteDialog room={room} />}
    </Suspense>
  );
}

const never = new Signal(false);

function ListPane({ list, messenger }: { list: ChatList; messenger: Messenger }): ReactNode {
  return (
    <div className={styles["pane"]}>
      <div className={styles["rest"]}>
        <ChatListView snapshot={useObservable(list)} />
      </div>
      <div className={styles["matter"]}>
        <IdentityBanner messenger={messenger} />
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
