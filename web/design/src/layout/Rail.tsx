import type { ReactNode } from "react";
import { BrandMark } from "../BrandMark.tsx";
import { classes } from "../classes.ts";
import { Icon, type IconName } from "../Icon.tsx";
import styles from "./Rail.module.css";

export type RailRoom = {
  readonly key: string;
  readonly words: string;
  readonly icon: IconName;
  readonly href: string;
  readonly isCurrent: boolean;
  /** Drawn on the icon when above zero; `name` is read with the words. */
  readonly badge?: { readonly count: number; readonly name: string };
  /** Stands at the end of the rail. */
  readonly isLast?: boolean;
};

export type RailProps = {
  readonly name: string;
  readonly brandName: string;
  readonly rooms: readonly RailRoom[];
  onOpen(room: RailRoom): void;
  /** The user's own picture. */
  readonly end?: ReactNode;
};

/** The rooms of the house, each with its word. A column from 800 px on, a bar below that. */
export function Rail({ name, brandName, rooms, onOpen, end }: RailProps) {
  return (
    <nav className={styles["rail"]} aria-label={name}>
      <div className={styles["brand"]}>
        <BrandMark name={brandName} />
      </div>
      {rooms.map((room) => (
        <a
          key={room.key}
          className={classes(styles["room"], room.isCurrent && styles["current"], room.isLast && styles["last"])}
          href={room.href}
          aria-current={room.isCurrent ? "page" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            onOpen(room);
          }}
        >
          <span className={styles["icon"]}>
            <Icon name={room.icon} size="large" />
            {room.badge && room.badge.count > 0 && (
              <span className={styles["badge"]} role="img" aria-label={room.badge.name}>
                {room.badge.count > 99 ? "99+" : room.badge.count}
              </span>
            )}
          </span>
          {room.words}
        </a>
      ))}
      {end && <div className={styles["end"]}>{end}</div>}
    </nav>
  );
}
