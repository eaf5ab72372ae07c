import type { MatrixEvent } from "matrix-js-sdk";
import { type CryptoApi, DecryptionFailureCode } from "matrix-js-sdk/lib/crypto-api/index.js";

/** Failures that say nothing of the message, only that its sender's device is not known well enough yet. */
const doubtful: ReadonlySet<DecryptionFailureCode | null> = new Set([
  DecryptionFailureCode.UNSIGNED_SENDER_DEVICE,
  DecryptionFailureCode.UNKNOWN_SENDER_DEVICE,
  DecryptionFailureCode.SENDER_IDENTITY_PREVIOUSLY_VERIFIED,
]);

/** A key may be a moment behind its message; the SDK tries again by itself when it comes. */
const early: ReadonlySet<DecryptionFailureCode | null> = new Set([
  ...doubtful,
  DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID,
]);

/** A key query may be under way when a message comes, e.g. the first one of a new chat. Milliseconds. */
const pauses = [300, 1_000, 2_000, 8_000];
/** So long a failure is not told: most are over by then. Milliseconds. */
const undecidedFor = 2_500;

/**
 * Messages whose sender could not be placed are tried again when more is known of the sender: the SDK itself does so
 * only for keys that were missing.
 */
export class SecondLook {
  private readonly waiting = new Map<string, MatrixEvent>();
  private readonly undecided = new Set<string>();
  private readonly decided = new Set<string>();

  constructor(
    private readonly crypto: CryptoApi,
    private readonly onDecided: (event: MatrixEvent) => void,
  ) {}

  /** True while a failure may still turn out to be none. */
  isUndecided(event: MatrixEvent): boolean {
    return this.undecided.has(event.getId() ?? "");
  }

  onDecrypted(event: MatrixEvent): void {
    const id = event.getId();
    if (id === undefined) return;
    if (!event.isDecryptionFailure() || !early.has(event.decryptionFailureReason)) {
      this.waiting.delete(id);
      this.undecided.delete(id);
      return;
    }
    if (!this.decided.has(id)) this.hold(id, event);
    if (!doubtful.has(event.decryptionFailureReason) || this.waiting.has(id)) return;
    this.waiting.set(id, event);
    for (const pause of pauses) setTimeout(() => this.waiting.has(id) && void this.tryAgain(event), pause);
  }

  /** Keys of these people have come. */
  onKeysOf(users: readonly string[]): void {
    for (const event of this.waiting.values())
      if (users.includes(event.getSender() ?? "")) void this.tryAgain(event);
  }

  private hold(id: string, event: MatrixEvent): void {
    this.decided.add(id);
    this.undecided.add(id);
    setTimeout(() => {
      if (this.undecided.delete(id)) this.onDecided(event);
    }, undecidedFor);
  }

  private async tryAgain(event: MatrixEvent): Promise<void> {
    if (event.isBeingDecrypted() || !event.isDecryptionFailure()) return;
    // The SDK's own backend stands behind its public interface; an event takes only the former.
    const backend = this.crypto as unknown as Parameters<MatrixEvent["attemptDecryption"]>[0];
    await event.attemptDecryption(backend, { isRetry: true });
  }
}
