import { Banner, Button } from "@vestnik/design";
import type { TrustNotice, TrustSnapshot } from "../../model/TrustSnapshot.ts";
import type { text as Text } from "../../text/index.ts";
import { useText } from "../../text/index.ts";

/** What to know about trust while sending goes on, under the heading of the chat. */
export function TrustBanner({ snapshot }: { readonly snapshot: Extract<TrustSnapshot, { kind: "notice" }> }) {
  const text = useText();
  return snapshot.notices.map((notice) => (
    <Banner
      key={notice.key}
      weight={notice.about.kind === "swappedBackup" ? "danger" : "quiet"}
      icon={notice.about.kind === "swappedBackup" ? "shieldAlert" : "info"}
      shape="bar"
      actions={
        notice.dismiss && (
          <Button look="text" size="small" onPress={notice.dismiss}>
            {text("states.notice.dismiss")}
          </Button>
        )
      }
    >
      {noticeWords(notice, text)}
    </Banner>
  ));
}

export function noticeWords({ about }: TrustNotice, text: typeof Text): string {
  if (about.kind !== "unsignedDevice") return text(`states.notice.${about.kind}`, { name: about.person.name });
  return about.isMe
    ? text("states.notice.unsignedDeviceMe")
    : text("states.notice.unsignedDevice", { name: about.person.name });
}
