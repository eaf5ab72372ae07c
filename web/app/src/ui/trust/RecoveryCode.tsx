import { Button } from "@vestnik/design";
import { useState } from "react";
import { useText } from "../../text/index.ts";
import { Actions, Card } from "../shell/Page.tsx";
import styles from "./Trust.module.css";

/** The code in full, with ways to keep it; it is shown until the person says that it is kept. */
export function RecoveryCode({ code, onSaved }: { code: string; onSaved(): void }) {
  const text = useText();
  const [isCopied, setIsCopied] = useState(false);
  const download = () => {
    const url = URL.createObjectURL(new Blob([`${text("trust.fileTitle")}\n\n${code}\n`], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `${text("trust.fileName")}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <Card title={text("trust.yourCode")}>
      <p>{text("trust.yourCodeText")}</p>
      <p className={styles["code"]} aria-label={text("trust.yourCode")} data-recovery-code>
        {code}
      </p>
      <Actions>
        <Button look="soft" icon="copy" onPress={() => void navigator.clipboard.writeText(code).then(() => setIsCopied(true))}>
          {text(isCopied ? "trust.copied" : "trust.copy")}
        </Button>
        <Button look="soft" icon="download" onPress={download}>
          {text("trust.download")}
        </Button>
      </Actions>
      <p>{text("trust.operatorCannot")}</p>
      <Actions>
        <Button look="main" onPress={onSaved}>
          {text("trust.iSavedIt")}
        </Button>
      </Actions>
    </Card>
  );
}
