import type { SystemNotice } from "../../model/parts.ts";
import type { text as Text } from "../../text/index.ts";

/** What happened in the chat, as a sentence. */
export function systemWords(notice: SystemNotice, text: typeof Text): string {
  switch (notice.kind) {
    case "created":
    case "avatarChanged":
    case "rolesChanged":
      return text(`timeline.system.${notice.kind}`, { by: notice.by.name });
    case "encryptionOn":
      return text("timeline.system.encryptionOn");
    case "joined":
    case "left":
    case "declinedInvite":
      return text(`timeline.system.${notice.kind}`, { who: notice.who.name });
    case "invited":
    case "unbanned":
      return text(`timeline.system.${notice.kind}`, { by: notice.by.name, who: notice.who.name });
    case "removed":
    case "banned": {
      const what = text(`timeline.system.${notice.kind}`, { by: notice.by.name, who: notice.who.name });
      return notice.reason ? text("timeline.system.reason", { what, reason: notice.reason }) : what;
    }
    case "nameChanged":
      return text("timeline.system.nameChanged", { by: notice.by.name, name: notice.name });
    case "topicChanged":
      return text("timeline.system.topicChanged", { by: notice.by.name, topic: notice.topic });
    case "personRenamed":
      return text("timeline.system.personRenamed", { from: notice.from, who: notice.who.name });
  }
}
