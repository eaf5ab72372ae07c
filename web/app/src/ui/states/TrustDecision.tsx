import { Banner, Button, type ButtonLook } from "@vestnik/design";
import type { TrustChoice, TrustQuestion, TrustSnapshot } from "../../model/TrustSnapshot.ts";
import type { text as Text } from "../../text/index.ts";
import { useText } from "../../text/index.ts";
import styles from "./TrustDecision.module.css";

const looks: Record<TrustChoice["weight"], ButtonLook> = { main: "main", other: "outline", danger: "danger" };

/** Stands where the composer stands until the person has decided. All choices have the same size. */
export function TrustDecision({ trust }: { readonly trust: Extract<TrustSnapshot, { kind: "decision" }> }) {
  const text = useText();
  return (
    <section className={styles.decision}>
      <Banner weight="warning" icon="shieldAlert" role="alert">
        {questionWords(trust.question, text)}
        {trust.progress === "failed" && <p className={styles.failed}>{text("states.question.failed")}</p>}
      </Banner>
      <div className={styles.choices}>
        {trust.choices.map((choice) => (
          <Button
            key={choice.kind}
            look={looks[choice.weight]}
            isDisabled={trust.progress === "working"}
            onPress={choice.choose}
          >
            {text(`states.choice.${choice.kind}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}

function questionWords(question: TrustQuestion, text: typeof Text): string {
  switch (question.kind) {
    case "identityChanged":
      return text(question.wasVerified ? "states.question.identityChangedVerified" : "states.question.identityChanged", {
        name: question.person.name,
      });
    case "newMembers":
      return text("states.question.newMembers", { names: question.people.map(({ name }) => name).join(", ") });
    case "ownIdentityChanged":
    case "encryptionGone":
      return text(`states.question.${question.kind}`);
  }
}
