import { type Language, chooseLanguage, chosenLanguage, useText } from "../../text/index.ts";
import { Card, Page } from "../shell/Page.tsx";
import { Choices } from "./Choices.tsx";

export function LanguagePage() {
  const text = useText();
  const options = [
    { key: "browser", words: text("settings.languageBrowser") },
    { key: "ru", words: "Русский", lang: "ru" },
    { key: "en", words: "English", lang: "en" },
  ] as const;
  const choose = (key: "browser" | Language) => chooseLanguage(key === "browser" ? undefined : key);
  return (
    <Page title={text("settings.language")} intro={text("settings.languageIntro")} parent={{ kind: "settings", page: "menu" }}>
      <Card>
        <Choices title={text("settings.language")} options={options} chosen={chosenLanguage() ?? "browser"} onChoose={choose} />
      </Card>
    </Page>
  );
}
