import type { Messenger } from "../../model/Messenger.ts";
import type { Route } from "../../model/route.ts";
import { JoinPage } from "../invite/JoinPage.tsx";
import { PersonPage } from "../invite/PersonPage.tsx";
import { NewChatPage } from "../newchat/NewChatPage.tsx";
import { NewGroupPage } from "../newchat/NewGroupPage.tsx";
import { AppearancePage } from "../settings/AppearancePage.tsx";
import { DevicesPage } from "../settings/DevicesPage.tsx";
import { LanguagePage } from "../settings/LanguagePage.tsx";
import { NotificationsPage } from "../settings/NotificationsPage.tsx";
import { ProfilePage } from "../settings/ProfilePage.tsx";
import { ConfirmPage } from "../trust/ConfirmPage.tsx";
import { RecoveryPage } from "../trust/RecoveryPage.tsx";

/** Everything but the chats: loaded when it is first asked for. */
export default function Pages({ route, messenger }: { route: Route; messenger: Messenger }) {
  switch (route.kind) {
    case "newChat":
      return <NewChatPage messenger={messenger} />;
    case "newGroup":
      return <NewGroupPage messenger={messenger} />;
    case "join":
      return <JoinPage key={route.roomId} messenger={messenger} roomId={route.roomId} />;
    case "person":
      return <PersonPage key={route.userId} messenger={messenger} userId={route.userId} />;
    case "recovery":
      return <RecoveryPage messenger={messenger} />;
    case "confirm":
      return <ConfirmPage messenger={messenger} />;
    case "settings":
      switch (route.page) {
        case "menu":
        case "profile":
          return <ProfilePage messenger={messenger} />;
        case "devices":
          return <DevicesPage messenger={messenger} />;
        case "notifications":
          return <NotificationsPage messenger={messenger} />;
        case "appearance":
          return <AppearancePage />;
        case "language":
          return <LanguagePage />;
      }
    // The inner switch is total; the rest is drawn by the shell.
    default:
      return null;
  }
}
