import { eventId, people, roomId, say } from "./people.ts";
import { lake } from "./picture.ts";

const nothing = () => {};

/** A reply that is being written, with a picture on its way in and a file that is too large. */
export const writing = (draft: string) =>
  ({
    kind: "ready",
    roomId: roomId("gallery"),
    isEncrypted: true,
    draft: { text: draft, caret: 0 },
    draftRevision: 0,
    strip: { kind: "reply", quote: { eventId: eventId("tent"), sender: people().lena, excerpt: { kind: "text", text: say("Кто возьмёт палатку?", "Who takes the tent?") } }, cancel: nothing },
    attachments: [
      { key: "1", name: "lake.jpg", bytes: 2_400_000, kind: "image", previewUrl: lake(80, 80), progress: 0.6, remove: nothing },
      { key: "2", name: say("Фильм.mkv", "Film.mkv"), bytes: 4_400_000_000, kind: "file", refusal: "tooLarge", remove: nothing },
    ],
    canSend: true,
    maxFileBytes: 104_857_600,
    type: nothing,
    moveCaret: nothing,
    send: nothing,
    attach: nothing,
    editLast: nothing,
  }) as const;
