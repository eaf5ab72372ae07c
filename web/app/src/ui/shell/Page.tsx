import { IconButton } from "@vestnik/design";
import type { ReactNode } from "react";
import { type Route, back } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import styles from "./Page.module.css";

type Props = {
  readonly title: string;
  readonly intro?: string;
  /** Where Back leads when the page was opened by its address. */
  readonly parent?: Route;
  readonly children: ReactNode;
};

/** A page beside the chats: a title, a sentence, cards. */
export function Page({ title, intro, parent = { kind: "chats" }, children }: Props) {
  const text = useText();
  return (
    <div className={styles["page"]}>
      <div className={styles["column"]}>
        <header className={styles["head"]}>
          <span className={styles["back"]}>
            <IconButton icon="back" name={text("app.back")} onPress={() => back(parent)} />
          </span>
          <h1 className={styles["title"]}>{title}</h1>
        </header>
        {intro !== undefined && <p className={styles["intro"]}>{intro}</p>}
        {children}
      </div>
    </div>
  );
}

export function Card({ title, children, tone }: { title?: string; children: ReactNode; tone?: "warning" | "danger" }) {
  return (
    <section className={styles["card"]} data-tone={tone}>
      {title !== undefined && <h2 className={styles["cardTitle"]}>{title}</h2>}
      {children}
    </section>
  );
}

export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles["actions"]}>{children}</div>;
}
