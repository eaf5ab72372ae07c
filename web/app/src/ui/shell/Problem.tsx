import { Refusal } from "@vestnik/matrix";
import { Icon } from "@vestnik/design";
import { type TextKey, useText } from "../../text/index.ts";
import styles from "./Problem.module.css";

const sentences: Readonly<Record<string, TextKey>> = {
  [Refusal.offline]: "problem.offline",
  [Refusal.serverGone]: "problem.serverGone",
  M_FORBIDDEN: "problem.forbidden",
  M_LIMIT_EXCEEDED: "problem.limit",
  M_USER_IN_USE: "problem.nameTaken",
  M_INVALID_USERNAME: "problem.nameInvalid",
  M_EXCLUSIVE: "problem.nameTaken",
  M_WEAK_PASSWORD: "problem.weakPassword",
  M_USER_DEACTIVATED: "problem.deactivated",
  M_NOT_FOUND: "problem.notFound",
  M_TOO_LARGE: "problem.tooLarge",
  WRONG_CODE: "problem.wrongCode",
  NO_RECOVERY: "problem.noRecovery",
  NO_PASSWORD: "problem.noPassword",
  ACCOUNT_PAGE: "problem.accountPage",
  ENCRYPTION: "problem.encryption",
};

type Props = {
  readonly problem: unknown;
  /** Sentences that fit this place better than the general ones. */
  readonly here?: Readonly<Record<string, TextKey>>;
};

/** What happened, what it means and what to do; the code stands behind it and can be copied. */
export function Problem({ problem, here = {} }: Props) {
  const text = useText();
  if (problem === undefined) return null;
  const code = problem instanceof Refusal ? problem.code : "UNKNOWN";
  const isGone = problem instanceof Refusal && problem.status !== undefined && problem.status >= 500;
  const sentence = here[code] ?? sentences[code] ?? (isGone ? "problem.serverGone" : "problem.unknown");
  return (
    <div className={styles["problem"]} role="alert">
      <Icon name="warning" />
      <div>
        <p className={styles["sentence"]}>{text(sentence)}</p>
        <details className={styles["more"]}>
          <summary>{text("problem.more")}</summary>
          <code>{code}</code>
        </details>
      </div>
    </div>
  );
}
