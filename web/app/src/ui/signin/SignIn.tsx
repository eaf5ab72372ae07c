import { Button, Field } from "@vestnik/design";
import { type FormEvent, useState } from "react";
import type { Application } from "../../model/Application.ts";
import { go, hrefOf } from "../../model/route.ts";
import { useText } from "../../text/index.ts";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import styles from "./SignForm.module.css";
import { SignFrame } from "./SignFrame.tsx";

export function SignIn({ application }: { application: Application }) {
  const text = useText();
  const attempt = useAttempt();
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
