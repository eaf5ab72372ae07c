import { BrandMark, Icon } from "@vestnik/design";
import type { ReactNode } from "react";
import { chooseLanguage, language, useText } from "../../text/index.ts";
import { Envelope } from "./Envelope.tsx";
import styles from "./SignFrame.module.css";

const languageNames = { ru: "Русский", en: "English" } as const;

/** The front door: the form, and beside it what this place promises. */
export function SignFrame({ title, intro, children }: { title: string; intro: string; children: ReactNode }) {
  const text = useText();
  return (
    <div className={styles["frame"]}>
      <div className={styles["door"]}>
        <header className={styles["head"]}>
          <BrandMark />
          <span className={styles["brand"]}>
            {text("app.name")}
          </span>
          <div className={styles["languages"]} role="group" aria-label={text("signin.language")}>
            {(["ru", "en"] as const).map((one) => (
              <button
                key={one}
                type="button"
                lang={one}
                className={styles["language"]}
                aria-pressed={language() === one}
                onClick={() => chooseLanguage(one)}
              >
                {languageNames[one]}
              </button>
            ))}
          </div>
        </header>
        <main className={styles["form"]}>
          <h1 className={styles["title"]}>{title}</h1>
          <p className={styles["intro"]}>{intro}</p>
          {children}
        </main>
        <footer className={styles["foot"]}>{text("signin.operator", { host: location.host })}</footer>
      </div>
      <aside className={styles["promise"]}>
        <Envelope />
        <h2 className={styles["slogan"]}>{text("signin.slogan")}</h2>
        <ul className={styles["reasons"]}>
          <li>
            <Icon name="lock" />
            {text("signin.reasonPrivate")}
          </li>
          <li>
            <Icon name="person" />
            {text("signin.reasonName")}
          </li>
          <li>
            <Icon name="key" />
            {text("signin.reasonKeys")}
          </li>
        </ul>
      </aside>
    </div>
  );
}
