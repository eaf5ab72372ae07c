import { Banner, Button } from "@vestnik/design";
import { Card } from "./Card.tsx";
import { say } from "./people.ts";

export function Banners() {
  return (
    <Card name={say("Полосы", "Banners")}>
      <Banner weight="quiet" icon="offline">
        {say("Нет связи. Читать и писать можно", "No connection. You can read and write")}
      </Banner>
      <Banner weight="warning" icon="key" actions={<Button look="text" size="small">{say("Сверить", "Compare")}</Button>}>
        <b>{say("У Кости новый телефон.", "Kostya has a new phone.")}</b> {say("Сверьте коды при встрече", "Compare codes when you meet")}
      </Banner>
      <Banner weight="danger" icon="warning">
        {say("Вход завершён", "Signed out")}
      </Banner>
      <Banner weight="accent" icon="download" actions={<Button look="text" size="small">{say("Обновить", "Reload")}</Button>}>
        {say("Вышла новая версия, черновики сохранятся", "There is a new version; drafts are kept")}
      </Banner>
      <Banner weight="good" icon="shield">
        {say("Ключи сверены", "Keys compared")}
      </Banner>
    </Card>
  );
}
