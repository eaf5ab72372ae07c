import { chooseTheme, currentTheme, themes } from "../../platform/theme.ts";
import { type TextKey, useText } from "../../text/index.ts";
import { Card, Page } from "../shell/Page.tsx";
import { useObservable } from "../shell/useObservable.ts";
import { Choices } from "./Choices.tsx";

const names = {
  system: "settings.themeSystem",
  light: "settings.themeLight",
  dark: "settings.themeDark",
  contrast: "settings.themeContrast",
} as const satisfies Record<string, TextKey>;

export function AppearancePage() {
  const text = useText();
  const options = themes.map((key) => ({ key, words: text(names[key]) }));
  return (
    <Page title={text("settings.appearance")} intro={text("settings.appearanceIntro")} parent={{ kind: "settings", page: "menu" }}>
      <Card>
        <Choices title={text("settings.theme")} options={options} chosen={useObservable(currentTheme)} onChoose={chooseTheme} />
      </Card>
    </Page>
  );
}
