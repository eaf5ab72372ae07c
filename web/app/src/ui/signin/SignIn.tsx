import { Button, Field, Icon } from "@vestnik/design";
import { type FormEvent, useState } from "react";
import type { Application } from "../../model/Application.ts";
import { go, hrefOf } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import styles from "./SignForm.module.css";
import { SignFrame } from "./SignFrame.tsx";

type Props = {
  readonly application: Application;
  /** What became of a sign-in on the server's pages. */
  readonly problem?: unknown;
};

export function SignIn({ application, problem }: Props) {
  const text = useText();
  const attempt = useAttempt();
  const departure = useAttempt();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.run(() => application.signIn({ name: name.trim(), password }));
  };
  return (
    <SignFrame title={text("signin.title")} intro={text("signin.intro")}>
      <form className={styles["form"]} onSubmit={submit}>
        <Field label={text("signin.address")} value={name} onChange={setName} autoComplete="username" isRequired autoFocus />
        <Field
          label={text("signin.password")}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          isRequired
        />
        <Problem problem={attempt.problem} here={{ M_FORBIDDEN: "signin.wrong", M_NOT_FOUND: "signin.wrong" }} />
        <Button look="main" size="large" type="submit" isWide isDisabled={attempt.isRunning}>
          {text(attempt.isRunning ? "signin.entering" : "signin.enter")}
        </Button>
      </form>
      <p className={styles["or"]}>{text("signin.or")}</p>
      <div className={styles["form"]}>
        <Problem problem={departure.problem ?? problem} here={{ SIGN_IN_LOST: "signin.lost", invalid_grant: "signin.lost", M_UNRECOGNIZED: "signin.noPages" }} />
        <Button look="outline" size="large" isWide isDisabled={departure.isRunning} onPress={() => departure.run(() => application.signInOnPages())}>
          <Icon name="key" />
          {text("signin.passkey")}
        </Button>
      </div>
      <p className={styles["other"]}>
        {text("signin.noAccount")}{" "}
        <a
          href={hrefOf({ kind: "signUp" })}
          onClick={(event) => {
            event.preventDefault();
            go({ kind: "signUp" });
          }}
        >
          {text("signin.create")}
        </a>
      </p>
    </SignFrame>
  );
}
