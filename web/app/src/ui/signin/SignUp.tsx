import { isNameFree, ownHomeserver } from "@vestnik/matrix/homeserver";
import { Refusal } from "@vestnik/matrix";
import { Button, Field, Icon } from "@vestnik/design";
import { type FormEvent, useState } from "react";
import type { Application } from "../../model/Application.ts";
import { go, hrefOf } from "../../model/route.ts";
import { type TextKey, useText } from "../../text/index.ts";
import { Problem } from "../shell/Problem.tsx";
import { useAttempt } from "../shell/useAttempt.ts";
import styles from "./SignForm.module.css";
import { SignFrame } from "./SignFrame.tsx";
import { addressProblem, passwordProblem } from "./rules.ts";

export function SignUp({ application }: { application: Application }) {
  const text = useText();
  const attempt = useAttempt();
  const [displayName, setDisplayName] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [nameState, setNameState] = useState<TextKey | undefined>();
  const [isFree, setIsFree] = useState(false);
  const [passwordState, setPasswordState] = useState<TextKey | undefined>();

  const checkName = async () => {
    const problem = addressProblem(name);
    setNameState(name === "" ? undefined : problem);
    if (problem !== undefined) return;
    try {
      setIsFree(await isNameFree(ownHomeserver(), name));
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.code === "M_USER_IN_USE") setNameState("signin.taken");
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problems = { name: addressProblem(name), password: passwordProblem(password) };
    setNameState(problems.name);
    setPasswordState(problems.password);
    if (problems.name === undefined && problems.password === undefined)
      attempt.run(() => application.signUp({ name, password, displayName }));
  };
  return (
    <SignFrame title={text("signin.upTitle")} intro={text("signin.upIntro")}>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        <Field label={text("signin.name")} value={displayName} onChange={setDisplayName} autoComplete="name" maxLength={100} autoFocus />
        <Field
          label={text("signin.address")}
          value={name}
          onChange={(typed) => {
            setName(typed.toLowerCase().trim());
            setNameState(undefined);
            setIsFree(false);
          }}
          onBlur={() => void checkName()}
          error={nameState && text(nameState)}
          hint={text(isFree ? "signin.free" : "signin.addressHint")}
          autoComplete="username"
          isRequired
        />
        <Field
          label={text("signin.password")}
          type="password"
          value={password}
          onChange={(typed) => {
            setPassword(typed);
            setPasswordState(undefined);
          }}
          onBlur={() => setPasswordState(password === "" ? undefined : passwordProblem(password))}
          error={passwordState && text(passwordState)}
          hint={text("signin.passwordHint")}
          autoComplete="new-password"
          isRequired
        />
        <p className={styles["note"]}>
          <Icon name="lock" />
          {text("signin.noPhone")}
        </p>
        <Problem problem={attempt.problem} here={{ M_FORBIDDEN: "signin.closed" }} />
        <Button look="main" size="large" type="submit" isWide isDisabled={attempt.isRunning}>
          {text(attempt.isRunning ? "signin.creating" : "signin.create")}
        </Button>
      </form>
      <p className={styles["other"]}>
        {text("signin.hasAccount")}{" "}
        <a
          href={hrefOf({ kind: "signIn" })}
          onClick={(event) => {
            event.preventDefault();
            go({ kind: "signIn" });
          }}
        >
          {text("signin.enter")}
        </a>
      </p>
    </SignFrame>
  );
}
