import type { MatrixEvent } from "matrix-js-sdk";
import { type CryptoApi, DecryptionFailureCode } from "matrix-js-sdk/lib/crypto-api/index.js";

/** Failures that say nothing of the message, only that its sender's device is not known well enough yet. */
const doubtful: ReadonlySet<DecryptionFailureCode | null> = new Set([
  DecryptionFailureCode.UNSIGNED_SENDER_DEVICE,
  DecryptionFailureCode.UNKNOWN_SENDER_DEVICE,
  DecryptionFailureCode.SENDER_IDENTITY_PREVIOUSLY_VERIFIED,
]);

/** A key query may be under way when a message comes, e.g. the first one of a new chat. Milliseconds. */
const pauses = [500, 2_000, 8_000];

/**
 * Messages whose sender could not be placed are tried again when more is known of the sender: the SDK itself does so
 * only for keys that were missing.
 */
export class SecondLook {
  private readonly waiting = new Map<string, MatrixEvent>();

  constructor(private readonly crypto: CryptoApi) {}

  onDecrypted(event: MatrixEvent): void {
    const id = event.getId();
    if (id === undefined) return;
    if (!event.isDecryptionFailure() || !doubtful.has(event.decryptionFailureReason)) return void this.waiting.delete(id);
    if (this.waiting.has(id)) return;
    this.waiting.set(id, event);
    for (const pause of pauses) setTimeout(() => this.waiting.has(id) && void this.tryAgain(event), pause);
  }

  /** Keys of these people have come. */
  onKeysOf(users: readonly string[]): void {
    for (const event of this.waiting.values())
      if (users.includes(event.getSender() ?? "")) void this.tryAgain(event);
  }

  private async tryAgain(event: MatrixEvent): Promise<void> {
    if (event.isBeingDecrypted() || !event.isDecryptionFailure()) return;
    // The SDK's own backend stands behind its public interface; an event takes only the former.
    const backend = this.crypto as unknown as Parameters<MatrixEvent["attemptDecryption"]>[0];
    await event.attemptDecryption(backend, { isRetry: true });
  }
}
