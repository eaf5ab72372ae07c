import type { EventId } from "@vestnik/matrix";
import { type Draft, emptyDraft, lineOf, loadDraft, noteDraft, notedDraft, saveDraft } from "@vestnik/matrix/store/drafts";
import type { ChatRoom } from "./ChatRoom.ts";
import type { ComposerClosed, ComposerSnapshot, ComposerStrip } from "./ComposerSnapshot.ts";
import { Attachments } from "./Attachments.ts";
import type { Observable } from "./Observable.ts";
import { quoteOf } from "./excerpt.ts";
import { Signal, derived } from "./signals.ts";

/** A pause in typing after which the draft, noted already, is written to the disk. Milliseconds. */
const saveAfter = 250;
/** How often others are told that the person is typing. Milliseconds. */
const tellTypingEvery = 8_000;

type Form = {
  readonly draft: Draft;
  /** Grows when the text is replaced from here and not by typing. */
  readonly revision: number;
  readonly editing?: EventId;
  /** What was being written when an edit began. */
  readonly beforeEdit?: Draft;
};

export class Composer implements Observable<ComposerSnapshot> {
  readonly attachments: Attachments;
  private readonly form: Signal<Form>;
  private readonly view: Observable<ComposerSnapshot>;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private toldTyping = 0;
  /** The person has begun: what the database still brings comes too late. */
  private isTouched = false;

  constructor(private readonly room: ChatRoom) {
    this.attachments = new Attachments(room.id, () => this.showInList());
    this.form = new Signal<Form>({ draft: notedDraft(room.id) ?? emptyDraft, revision: 0 });
    const { summaries, contents, identity } = room.messenger;
    const sources = [this.form, this.attachments, summaries, contents, identity, room.trust];
    this.view = derived(sources, () => this.compute());
    // A browser that refuses its database keeps what was noted.
    void loadDraft(room.id).then((draft) => this.isTouched || this.restore(draft), () => undefined);
    addEventListener("pagehide", () => this.saveNoted());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.saveNoted());
  }

  getSnapshot = (): ComposerSnapshot => this.view.getSnapshot();
  subscribe = (onChange: () => void): (() => void) => this.view.subscribe(onChange);

  reply(eventId: EventId): void {
    this.isTouched = true;
    const { draft } = this.form.getSnapshot();
    this.replace({ draft: { ...draft, replyTo: eventId } });
    this.note();
  }

  edit(eventId: EventId): void {
    const entry = this.room.message(eventId);
    if (entry?.body.kind !== "text") return;
    this.isTouched = true;
    const { draft, beforeEdit } = this.form.getSnapshot();
    const { text } = entry.body;
    this.replace({ draft: { text, caret: text.length }, editing: eventId, beforeEdit: beforeEdit ?? draft });
  }

  private compute(): ComposerSnapshot {
    const { room } = this;
    const summary = room.summary;
    if (summary === undefined || summary.membership === "invited") return { kind: "none" };
    const trust = room.trust.getSnapshot();
    if (trust.kind === "decision") return { kind: "stopped", roomId: room.id, trust };
    const reason = this.closedBecause();
    if (reason !== undefined) return { kind: "closed", roomId: room.id, reason };

    const { draft, revision } = this.form.getSnapshot();
    const attachments = this.attachments.getSnapshot();
    const isReady = attachments.every((one) => one.refusal === undefined && one.progress === undefined);
    return {
      kind: "ready",
      roomId: room.id,
      isEncrypted: summary.isEncrypted,
      draft,
      draftRevision: revision,
      strip: this.strip(),
      attachments,
      canSend: isReady && (attachments.length > 0 || draft.text.trim() !== ""),
      maxFileBytes: this.attachments.maxBytes,
      type: (text, caret) => this.type(text, caret),
      moveCaret: (caret) => this.moveCaret(caret),
      send: () => this.send(),
      attach: (files) => this.attachments.add(files),
      editLast: () => this.editLast(),
    };
  }

  private closedBecause(): ComposerClosed | undefined {
    const { messenger, summary } = this.room;
    if (messenger.identity.getSnapshot().kind === "unconfirmed") return "unconfirmedDevice";
    if (summary?.membership === "left") return "left";
    return summary?.canWrite === false ? "notAllowed" : undefined;
  }

  private strip(): ComposerStrip | undefined {
    const { editing, draft } = this.form.getSnapshot();
    const target = editing ?? draft.replyTo;
    if (target === undefined) return undefined;
    const entry = this.room.message(target);
    const quote = entry === undefined ? { eventId: target } : quoteOf(entry);
    if (editing !== undefined) return { kind: "edit", quote, cancel: () => this.endEdit() };
    return {
      kind: "reply",
      quote,
      cancel: () => {
        this.replace({ draft: { ...this.form.getSnapshot().draft, replyTo: undefined } });
        this.note();
      },
    };
  }

  private type(text: string, caret: number): void {
    this.isTouched = true;
    const form = this.form.getSnapshot();
    this.form.set({ ...form, draft: { ...form.draft, text, caret } });
    this.note();
    this.tellTyping(text.trim() !== "");
  }

  private moveCaret(caret: number): void {
    const form = this.form.getSnapshot();
    if (caret === form.draft.caret) return;
    this.form.set({ ...form, draft: { ...form.draft, caret } });
    if (form.draft.text !== "") this.note();
  }

  private send(): void {
    this.isTouched = true;
    const { draft, editing } = this.form.getSnapshot();
    const text = draft.text.trim();
    const { messenger, id } = this.room;
    if (editing !== undefined) {
      if (text !== "") void messenger.send(id, { kind: "edit", target: editing, text });
      return this.endEdit();
    }
    const entry = draft.replyTo && this.room.message(draft.replyTo);
    const reply = entry ? quoteOf(entry) : draft.replyTo && { eventId: draft.replyTo };
    const files = this.attachments.take();
    const said = files.map((file, place) =>
      messenger.send(id, {
        ...file,
        reply: place === 0 ? reply : undefined,
        caption: files.length === 1 && text !== "" ? text : undefined,
      }),
    );
    if (text !== "" && files.length !== 1)
      said.push(messenger.send(id, { kind: "text", text, reply: files.length === 0 ? reply : undefined }));
    this.replace({ draft: emptyDraft });
    // Only when the queue holds what was said: a page that dies before that keeps the draft.
    void Promise.allSettled(said).then(() => {
      this.note();
      this.attachments.keep();
    });
    this.tellTyping(false);
  }

  private editLast(): void {
    const entries = this.room.messenger.contents.getSnapshot().get(this.room.id)?.entries ?? [];
    const last = entries.findLast((one) => one.kind === "message" && one.isOwn && one.body.kind === "text");
    if (last !== undefined) this.edit(last.eventId);
  }

  private endEdit(): void {
    this.replace({ draft: this.form.getSnapshot().beforeEdit ?? emptyDraft });
  }

  private replace(form: Omit<Form, "revision">): void {
    this.form.set({ ...form, revision: this.form.getSnapshot().revision + 1 });
  }

  private restore(draft: Draft): void {
    const { text, caret, replyTo } = this.form.getSnapshot().draft;
    if (draft.text !== text || draft.caret !== caret || draft.replyTo !== replyTo) this.replace({ draft });
  }

  /** An edit is not a draft: leaving it leaves the message as it was. */
  private get kept(): Draft {
    const { draft, beforeEdit } = this.form.getSnapshot();
    return beforeEdit ?? draft;
  }

  /** Keeps the draft through a crash of the page at once, and through more than that soon. */
  private note(): void {
    noteDraft(this.room.id, this.kept);
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.saveNoted(), saveAfter);
  }

  /** Only what this tab has written: another may have gone on since. */
  private saveNoted(): void {
    if (this.saving === undefined) return;
    clearTimeout(this.saving);
    this.saving = undefined;
    this.showInList();
    // What the database refuses is noted all the same.
    void saveDraft(this.room.id, this.kept).catch(() => undefined);
  }

  private showInList(): void {
    this.room.messenger.showDraft(this.room.id, lineOf(this.kept) ?? this.attachments.firstName);
  }

  private tellTyping(isTyping: boolean): void {
    if (isTyping && Date.now() - this.toldTyping < tellTypingEvery) return;
    if (!isTyping && this.toldTyping === 0) return;
    this.toldTyping = isTyping ? Date.now() : 0;
    // A lost sign of typing is no loss.
    void this.room.messenger.engine.setTyping(this.room.id, isTyping).catch(() => undefined);
  }
}
