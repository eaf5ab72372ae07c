import { useText } from "../text/index.ts";
import type { Delivery } from "../model/parts.ts";
import type { MessageBody, MessageItem, Transfer, UndecryptableReason } from "../model/TimelineSnapshot.ts";
import { ComposerView } from "../ui/composer/ComposerView.tsx";
import { TrustWords } from "../ui/details/TrustWords.tsx";
import { ChatListView } from "../ui/list/ChatListView.tsx";
import { ListSkeleton } from "../ui/list/ListSkeleton.tsx";
import { ConnectionBanner } from "../ui/states/ConnectionBanner.tsx";
import { TrustBanner } from "../ui/states/TrustBanner.tsx";
import { InviteView } from "../ui/timeline/InviteView.tsx";
import { TimelineRow } from "../ui/timeline/TimelineRow.tsx";
import { TimelineSkeleton } from "../ui/timeline/TimelineSkeleton.tsx";
import { Card, Page } from "./Card.tsx";
import { Decisions } from "./Decisions.tsx";
import styles from "./Gallery.module.css";
import { message, words } from "./messages.ts";
import { people, roomId, say } from "./people.ts";
import { lake } from "./picture.ts";
import { list } from "./rows.ts";
import { writing } from "./writing.ts";

const nothing = () => {};
const room = roomId("gallery");
const reach = { key: undefined, set: nothing, onKey: nothing, onOverlay: nothing, onCopied: nothing };

const Messages = ({ items }: { readonly items: readonly MessageItem[] }) =>
  items.map((item) => <TimelineRow key={item.key} item={item} isGroup={false} reach={reach} />);

export function StatesPage() {
  const text = useText();
  const { kostya } = people();
  const own = (delivery: Delivery) => message({ isOwn: true, body: words(text(`timeline.delivery.${delivery.kind}`)), delivery });
  const body = (part: MessageBody) => message({ body: part });
  const reasons: readonly UndecryptableReason[] = ["beforeThisDevice", "keyNotReceived", "withheld", "unsignedSender", "identityChanged", "damaged"];
  const file = (transfer: Transfer) => body({ kind: "file", name: say("Смета.xlsx", "Estimate.xlsx"), bytes: 48_000, transfer });
  const picture = (transfer: Transfer, isOwn = false) =>
    message({ isOwn, body: { kind: "image", name: "lake.jpg", width: 600, height: 300, transfer } });
  return (
    <Page title={say("Состояния", "States")}>
      <Card name={say("Доставка", "Delivery")} isCanvas>
        <Messages items={(["queued", "sending", "sent", "delivered", "read"] as const).map((kind) => own({ kind }))} />
        <Messages items={[own({ kind: "failed", reason: "serverGone", code: "M_UNKNOWN", retry: nothing, retryAll: nothing, delete: nothing })]} />
      </Card>
      <Card name={say("Особые сообщения", "Special messages")} isCanvas>
        <Messages
          items={[
            body({ kind: "deleted" }),
            body({ kind: "deleted", by: kostya }),
            body({ kind: "blocked", show: nothing }),
            body({ kind: "unknown", type: "org.example.poll", reload: nothing }),
            message({ body: words(say("Письмо из копии", "From the backup")), doubt: "fromKeyBackup" }),
            message({ body: words(say("Привет с нового ноутбука", "Hello from the new laptop")), doubt: "unsignedDevice" }),
          ]}
        />
      </Card>
      <Card name={say("Не расшифровано", "Not decrypted")} isCanvas>
        <Messages items={reasons.map((reason) => body({ kind: "undecryptable", reason, ...(reason === "beforeThisDevice" && { recover: nothing }) }))} />
      </Card>
      <Card name={say("Файлы и фото", "Files and photos")} isCanvas>
        <Messages
          items={[
            file({ kind: "remote", download: nothing }),
            file({ kind: "downloading", progress: 0.4, cancel: nothing }),
            file({ kind: "failed", reason: "damaged", retry: nothing }),
            picture({ kind: "uploading", progress: 0.7, url: lake(600, 300), cancel: nothing }, true),
            picture({ kind: "failed", reason: "offline", retry: nothing }),
          ]}
        />
      </Card>
      <Card name={say("Полосы", "Banners")}>
        <ConnectionBanner snapshot={{ kind: "offline", queued: 3 }} />
        <ConnectionBanner snapshot={{ kind: "serverGone", queued: 0 }} />
        <ConnectionBanner snapshot={{ kind: "signedOut", signInAgain: nothing }} />
        <TrustBanner
          snapshot={{ kind: "notice", notices: [{ key: "1", about: { kind: "unsignedDevice", person: kostya, isMe: false, deviceIds: [] }, dismiss: nothing }] }}
        />
      </Card>
      <Card name={say("Доверие", "Trust")}>
        {(["verified", "unverified", "changed", "none"] as const).map((trust) => (
          <TrustWords key={trust} trust={trust} onVerify={trust === "verified" ? undefined : nothing} />
        ))}
      </Card>
      <Decisions />
      <Card name={say("Письмо", "Writing")} isCanvas>
        <ComposerView snapshot={writing(say("Хорошо, беру палатку", "Fine, I take the tent"))} />
        <ComposerView snapshot={{ kind: "closed", roomId: room, reason: "removed" }} />
        <ComposerView snapshot={{ kind: "closed", roomId: room, reason: "unconfirmedDevice" }} />
      </Card>
      <Card name={say("Пустые списки", "Empty lists")}>
        <div className={styles.pane}>
          <ChatListView snapshot={list({ rows: [], counts: { all: 0, unread: 0, people: 0, groups: 0 } })} />
        </div>
        <div className={styles.pane}>
          <ChatListView snapshot={list({ rows: [], query: "Зоя" })} />
        </div>
      </Card>
      <Card name={say("Загрузка", "Loading")}>
        <div className={styles.pane}>
          <ListSkeleton />
        </div>
        <div className={styles.pane}>
          <TimelineSkeleton />
        </div>
      </Card>
      <Card name={say("Приглашение", "Invitation")} isCanvas>
        <InviteView
          snapshot={{
            kind: "invited",
            roomId: room,
            invite: {
              by: kostya,
              chat: { kind: "group", title: say("Велосипеды", "Bicycles"), colourSeed: "!bikes:vestnik.test", isEncrypted: true, memberCount: 4 },
              progress: "idle",
              error: "failed",
              accept: nothing,
              decline: nothing,
            },
          }}
        />
      </Card>
    </Page>
  );
}
