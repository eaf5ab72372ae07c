import type { Person } from "../chat.ts";

/** Comparing two devices, of one person or of two. One at a time. */
export type VerificationState =
  | ({ readonly kind: "incoming" } & With)
  /** Asked; the other side has not answered. */
  | ({ readonly kind: "waiting" } & With)
  /** Both are there: show the code, scan the other's, or compare emoji. */
  | ({
      readonly kind: "choosing";
      /** Bytes of the code to show; absent when the other side cannot scan. */
      readonly code?: readonly number[];
      readonly canScan: boolean;
      readonly canCompare: boolean;
    } & With)
  | ({ readonly kind: "comparing"; readonly emoji: readonly EmojiPair[] } & With)
  /** The other side has scanned this device's code: does it say so? */
  | ({ readonly kind: "scanned" } & With)
  /** This side has said yes; the other one has not yet. */
  | ({ readonly kind: "finishing" } & With)
  | ({ readonly kind: "done" } & With)
  | ({ readonly kind: "cancelled"; readonly reason: "byThem" | "byMe" | "timeout" | "mismatch" | "elsewhere" } & With);

type With = { readonly person: Person; readonly isOwn: boolean };

/** The number of the emoji in the protocol's table, by which its name is translated. */
export type EmojiPair = { readonly symbol: string; readonly name: string };
