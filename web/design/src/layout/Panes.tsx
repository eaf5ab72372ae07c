import { type CSSProperties, type ReactNode, useState } from "react";
import { classes } from "../classes.ts";
import { Sheet } from "../Sheet.tsx";
import { Divider } from "./Divider.tsx";
import { rememberedWidth, rememberWidth } from "./listWidth.ts";
import styles from "./Panes.module.css";
import { useWidth } from "./useWidth.ts";

export type PanesProps = {
  /** Above everything, e.g. the line about a lost connection. */
  readonly banner?: ReactNode;
  /** Drawn beside the list from 800 px on, and as a bar at the bottom of the list on a phone. */
  readonly rail: ReactNode;
  readonly list: ReactNode;
  readonly main: ReactNode;
  /** Absent when closed. Its own pane from 1200 px on, else a sheet over the chat. */
  readonly details?: ReactNode | undefined;
  onCloseDetails(): void;
  /** Which pane a phone shows. */
  readonly shown: "list" | "main";
  readonly names: {
    readonly list: string;
    readonly main: string;
    readonly details: string;
    readonly divider: string;
  };
};

export function Panes({ banner, rail, list, main, details, onCloseDetails, shown, names }: PanesProps) {
  const width = useWidth();
  const [listWidth, setListWidth] = useState(rememberedWidth);
  const isOne = width === "one";
  const hasList = !isOne || shown === "list";
  const hasMain = !isOne || shown === "main";
  const isDetailsPane = width === "three" && details !== undefined;
  return (
    <div className={styles["page"]} data-panes={width}>
      {banner}
      <div
        className={classes(styles["panes"], styles[width], isDetailsPane && styles["withDetails"])}
        style={{ "--list": `${listWidth}px` } as CSSProperties}
      >
        {hasList && rail}
        {hasList && (
          <section className={styles["list"]} aria-label={names.list} data-pane="list">
            {list}
            {width === "three" && (
              <Divider name={names.divider} width={listWidth} onResize={setListWidth} onEnd={rememberWidth} />
            )}
          </section>
        )}
        {hasMain && (
          <main className={styles["main"]} aria-label={names.main} data-pane="main">
            {main}
          </main>
        )}
        {isDetailsPane && (
          <aside className={styles["details"]} aria-label={names.details} data-pane="details">
            {details}
          </aside>
        )}
      </div>
      {width !== "three" && (
        <Sheet name={names.details} from="end" isOpen={details !== undefined} onClose={onCloseDetails}>
          {details}
        </Sheet>
      )}
    </div>
  );
}
