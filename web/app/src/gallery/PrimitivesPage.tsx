import {
  Avatar,
  Badge,
  BrandMark,
  Button,
  Dialog,
  EmptyState,
  Field,
  IconButton,
  MentionBadge,
  Menu,
  ProgressBar,
  ProgressRing,
  QrCode,
  Switch,
  Tabs,
  Toast,
} from "@vestnik/design";
import { useState } from "react";
import { Banners } from "./Banners.tsx";
import { Card, Page } from "./Card.tsx";
import styles from "./Gallery.module.css";
import { people, say } from "./people.ts";

const nothing = () => {};
const wish = new URLSearchParams(location.search);

export function PrimitivesPage() {
  const [tab, setTab] = useState<"all" | "people">("all");
  const [isOn, setOn] = useState(true);
  const [isOpen, setOpen] = useState(wish.has("dialog"));
  const [name, setName] = useState("");
  return (
    <Page title={say("Части", "Parts")}>
      <Card name={say("Кнопки", "Buttons")}>
        <div className={styles.line}>
          <Button look="main">{say("Главная", "Main")}</Button>
          <Button look="soft">{say("Мягкая", "Soft")}</Button>
          <Button>{say("Контур", "Outline")}</Button>
          <Button look="text">{say("Текст", "Text")}</Button>
          <Button look="danger" icon="delete">
            {say("Удалить", "Delete")}
          </Button>
          <Button isDisabled>{say("Недоступна", "Off")}</Button>
          <Button size="small">{say("Малая", "Small")}</Button>
          <Button size="large" look="main" isWide onPress={() => setOpen(true)}>
            {say("Открыть окно", "Open a dialog")}
          </Button>
        </div>
        <div className={styles.line}>
          <IconButton icon="search" name={say("Искать", "Search")} />
          <IconButton icon="details" isSelected name={say("О чате", "Details")} />
          <IconButton icon="send" look="main" name={say("Отправить", "Send")} />
          <Menu
            name={say("Ещё", "More")}
            choices={[
              { key: "a", words: say("Ответить", "Reply"), icon: "reply", onChoose: nothing },
              { key: "b", words: say("Удалить", "Delete"), icon: "delete", weight: "danger", onChoose: nothing },
            ]}
          >
            <IconButton icon="more" name={say("Ещё", "More")} />
          </Menu>
        </div>
      </Card>
      <Card name={say("Поля", "Fields")}>
        <Field label={say("Как вас называть", "Your name")} hint={say("Так вас увидят в чатах", "This is what others see")} value={name} onChange={setName} />
        <Field label={say("Адрес", "Address")} error={say("Такой адрес уже занят. Добавьте точку или цифру", "This address is taken. Add a dot or a digit")} defaultValue="marina" />
        <Field label={say("Искать", "Search")} isLabelHidden look="sunken" icon="search" placeholder={say("Искать", "Search")} />
        <Switch isOn={isOn} onChange={setOn}>
          {say("Уведомления", "Notifications")}
        </Switch>
        <Switch isOn={false} isDisabled onChange={nothing}>
          {say("Недоступно", "Not available")}
        </Switch>
      </Card>
      <Card name={say("Аватары и счётчики", "Avatars and counters")}>
        <div className={styles.line}>
          {Object.values(people()).map((one) => (
            <Avatar key={one.id} kind="person" name={one.name} seed={one.id} />
          ))}
          <Avatar kind="group" name={say("Садовая, 12", "Garden street")} seed="!yard" />
          <Avatar kind="group" name="Маяк" seed="!light" size={84} />
          <BrandMark name="Вестник" />
        </div>
        <div className={styles.line}>
          <Badge count={12} name="12" />
          <Badge count={38} look="muted" name="38" />
          <Badge count={1240} name="1240" />
          <MentionBadge name="@" />
        </div>
      </Card>
      <Banners />
      <Card name={say("Ход дела", "Progress")}>
        <ProgressBar name={say("Передано", "Transferred")} value={0.4} />
        <ProgressBar name={say("Передаётся", "Transferring")} />
        <div className={styles.line}>
          <span style={{ inlineSize: "3rem" }}>
            <ProgressRing name={say("Передано", "Transferred")} value={0.7} />
          </span>
          <span style={{ inlineSize: "3rem" }}>
            <ProgressRing name={say("Передаётся", "Transferring")} />
          </span>
        </div>
        <QrCode contents="https://vestnik.test/join/abc" name={say("Код приглашения", "Invitation code")} />
      </Card>
      <Card name={say("Вкладки и пустота", "Tabs and emptiness")}>
        <Tabs
          name={say("Папки", "Folders")}
          selected={tab as "all" | "people"}
          onSelect={(key) => setTab(key)}
          tabs={[
            { key: "all", words: say("Все", "All"), count: 9 },
            { key: "people", words: say("Личные", "People") },
          ]}
        >
          <EmptyState
            icon="chat"
            title={say("Здесь будут чаты", "Your chats will be here")}
            text={say("Найдите человека по имени или адресу.", "Find a person by name or address.")}
            action={<Button look="main">{say("Найти людей", "Find people")}</Button>}
          />
        </Tabs>
      </Card>
      {wish.has("toast") && (
        <Toast icon="check" undo={{ words: say("Вернуть", "Undo"), onUndo: nothing }} onEnd={nothing}>
          {say("Ссылка скопирована", "Link copied")}
        </Toast>
      )}
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={say("Выйти из чата?", "Leave the chat?")}
        closeName={say("Закрыть", "Close")}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{say("Остаться", "Stay")}</Button>
            <Button look="danger" onPress={() => setOpen(false)}>
              {say("Выйти", "Leave")}
            </Button>
          </>
        }
      >
        <p>{say("Новые сообщения приходить не будут.", "You will receive no new messages.")}</p>
      </Dialog>
    </Page>
  );
}
