import { Icon } from "@vestnik/design";
import { useState } from "react";
import type { Messenger } from "../../model/Messenger.ts";
import { type Route, currentRoute, go, hrefOf } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { SignOutDialog } from "../settings/SignOutDialog.tsx";
import styles from "./SettingsNav.module.css";
import { useObservable } from "./useObservable.ts";

const places = [
  { route: { kind: "settings", page: "profile" }, icon: "person", name: "settings.profile" },
  { route: { kind: "settings", page: "devices" }, icon: "laptop", name: "settings.devices" },
  { route: { kind: "settings", page: "notifications" }, icon: "bell", name: "settings.notifications" },
  { route: { kind: "recovery" }, icon: "key", name: "settings.recovery" },
  { route: { kind: "settings", page: "appearance" }, icon: "sun", name: "settings.appearance" },
  { route: { kind: "settings", page: "language" }, icon: "globe", name: "settings.language" },
] as const satisfies readonly { route: Route; icon: string; name: string }[];

export function SettingsNav({ messenger }: { messenger: Messenger }) {
  const text = useText();
  const here = hrefOf(useObservable(currentRoute));
  const [isLeaving, setIsLeaving] = useState(false);
  return (
    <nav className={styles["nav"]} aria-label={text("settings.title")}>
      <h1 className={styles["title"]}>{text("settings.title")}</h1>
      <ul className={styles["list"]}>
        {places.map(({ route, icon, name }) => (
          <li key={name}>
            <a
              className={styles["place"]}
              href={hrefOf(route)}
              aria-current={hrefOf(route) === here ? "page" : undefined}
              onClick={(event) => {
                event.preventDefault();
                go(route);
              }}
            >
              <Icon name={icon} />
              {text(name)}
            </a>
          </li>
        ))}
        <li>
          <button type="button" className={styles["place"]} data-danger onClick={() => setIsLeaving(true)}>
            <Icon name="signOut" />
            {text("settings.signOut")}
          </button>
        </li>
      </ul>
      {isLeaving && <SignOutDialog messenger={messenger} onClose={() => setIsLeaving(false)} />}
    </nav>
  );
}
