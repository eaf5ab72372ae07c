import type { RoomId } from "@vestnik/matrix/ids";
import type { TrustSnapshot } from "./TrustSnapshot.ts";
import type { Quote } from "./parts.ts";

export type ComposerSnapshot =
  /** No composer is drawn. */
  | { readonly kind: "none" }
  /** A sentence stands in its place: the user may not write here. */
  | { readonly kind: "closed"; readonly roomId: RoomId; readonly reason: ComposerClosed }
  /** Sending is stopped until the person has decided about trust; the banner is drawn in its place, the draft is kept. */
  | { readonly kind: "stopped"; readonly roomId: RoomId; readonly trust: Extract<TrustSnapshot, { kind: "decision" }> }
  | {
      readonly kind: "ready";
      readonly roomId: RoomId;
      readonly isEncrypted: boolean;
      /** Text and caret as last saved; the input is the truth while it has focus. */
      readonly draft: { readonly text: string; readonly caret: number };
      /** Changes when the text was replaced from outside (chat switched, edit begun or ended): the input takes `draft` anew. */
      readonly draftRevision: number;
      readonly strip?: ComposerStrip;
      readonly attachments: readonly ComposerAttachment[];
      readonly canSend: boolean;
      /** Bytes; larger files are refused with `attachments[].refusal`. */
      readonly maxFileBytes?: number;
      type(text: string, caret: number): void;
      /** The caret was moved without typing. */
      moveCaret(caret: number): void;
      send(): void;
      attach(files: readonly File[]): void;
      /** Up in an empty input. */
      editLast(): void;
    };

/** `unconfirmedDevice`: the owner has not confirmed this device yet; the sentence leads to `/confirm`. */
export type ComposerClosed = "notAllowed" | "left" | "removed" | "unconfirmedDevice";

export type ComposerStrip =
  | { readonly kind: "reply"; readonly quote: Quote; cancel(): void }
  | { readonly kind: "edit"; readonly quote: Quote; cancel(): void };

/** A file chosen and not yet sent. */
export type ComposerAttachment = {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  readonly kind: "image" | "file";
  /** Object URL of a picture. */
  readonly previewUrl?: string;
  /** 0 to 1 while it is being read or encrypted before sending. */
  readonly progress?: number;
  readonly refusal?: "tooLarge" | "unreadable";
  remove(): void;
};
