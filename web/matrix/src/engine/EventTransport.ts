import { ConnectionError, EventStatus, MatrixError, type MatrixClient, type MatrixEvent, type Room } from "matrix-js-sdk";
import { Refusal } from "../Refusal.ts";
import { type Homeserver } from "../homeserver.ts";
import { type EventId, type RoomId, isEventId } from "../ids.ts";
import { uploadMedia } from "../media/transfer.ts";
import type { Outgoing, OutgoingAttachment } from "../queue/Outgoing.ts";
import type { Attempt, Transport } from "../queue/SendQueue.ts";
import type { Identity } from "./Identity.ts";
import type { Trust } from "./Trust.ts";
import { contentOf } from "./outgoingContent.ts";

/** Carries the queue's messages: asks Trust, uploads, encrypts and sends. */
export class EventTransport implements Transport {
  /** Attempts that failed, by transaction id. */
  private readonly setAside = new Map<string, MatrixEvent>();

  constructor(
    private readonly client: MatrixClient,
    private readonly identity: Identity,
    private readonly trust: Trust,
    private readonly server: Homeserver,
    private readonly request: typeof fetch,
  ) {}

  async mayWrite(roomId: RoomId): Promise<boolean> {
    const room = this.client.getRoom(roomId);
    if (room === null || room.getMyMembership() !== "join" || !this.identity.isConfirmed) return false;
    return (await this.trust.question(room)) === undefined;
  }

  async deliver(item: Outgoing, attempt: Attempt): Promise<EventId> {
    const room = this.client.getRoom(item.roomId);
    if (room === null) throw new Refusal("M_NOT_FOUND", "This chat is not there any more.");
    try {
      const eventId = await this.send(item, room, attempt);
      this.setAside.delete(item.transactionId);
      return eventId;
    } catch (problem) {
      const refusal = refusalOf(problem);
      this.putAside(item, room, refusal instanceof Refusal && refusal.isPassing);
      throw refusal;
    }
  }

  private async send(item: Outgoing, room: Room, attempt: Attempt): Promise<EventId> {
    const { what, transactionId } = item;
    // The SDK takes no second attempt under the same transaction id: the same event goes again.
    const failed = this.setAside.get(transactionId);
    if (failed !== undefined) return eventIdOf((await this.client.resendEvent(failed, room)).event_id);
    if (what.kind === "redaction") {
      const answer = await this.client.redactEvent(room.roomId, what.target, transactionId);
      return eventIdOf(answer.event_id);
    }
    const { type, content } = contentOf(what.kind === "attachment" ? await this.uploaded(what, room, attempt) : what);
    // The SDK types contents by event type; `contentOf` pairs the two.
    const answer = await this.client.sendEvent(room.roomId, null, type as never, content as never, transactionId);
    return eventIdOf(answer.event_id);
  }

  /** While the SDK holds one failed event of a room, it refuses to send the others. */
  private putAside({ what, transactionId }: Outgoing, room: Room, isTriedAgain: boolean): void {
    const failed = room.getPendingEvents().find((event) => event.getTxnId() === transactionId);
    const eventId = failed?.getId();
    if (failed === undefined || eventId === undefined) return;
    // The SDK shows a deletion at once; one that was refused is taken back.
    if (what.kind === "redaction" && !isTriedAgain && failed.status === EventStatus.NOT_SENT)
      return this.client.cancelPendingEvent(failed);
    this.setAside.set(transactionId, failed);
    room.removePendingEvent(eventId);
  }

  private async uploaded(what: OutgoingAttachment, room: Room, attempt: Attempt): Promise<OutgoingAttachment> {
    if (what.uploaded !== undefined) return what;
    const done = await this.upload(what, room, attempt);
    await attempt.onUploaded(done);
    return done;
  }

  private async upload(what: OutgoingAttachment, room: Room, attempt: Attempt): Promise<OutgoingAttachment> {
    const isEncrypted = room.hasEncryptionStateEvent();
    const put = (blob: Blob, onProgress?: (part: number) => void) =>
      uploadMedia(this.server, this.request, blob, isEncrypted, { signal: attempt.signal, onProgress });
    const thumbnail = what.thumbnail && (await put(what.thumbnail.blob));
    const source = await put(what.blob, attempt.onProgress);
    return { ...what, uploaded: { source, thumbnail } };
  }
}

/** Foreign errors as refusals, so that the queue knows whether to try again. */
export function refusalOf(problem: unknown): Refusal | Error {
  if (problem instanceof Refusal) return problem;
  if (problem instanceof MatrixError) {
    const wait = problem.isRateLimitError() ? (problem.getRetryAfterMs() ?? undefined) : undefined;
    return new Refusal(problem.errcode ?? Refusal.serverGone, problem.message, problem.httpStatus, wait);
  }
  if (problem instanceof ConnectionError)
    return new Refusal(Refusal.offline, "The server cannot be reached.");
  if (problem instanceof DOMException) return problem;
  const message = problem instanceof Error ? problem.message : String(problem);
  return new Refusal("ENCRYPTION", message);
}

function eventIdOf(value: unknown): EventId {
  if (!isEventId(value)) throw new Refusal(Refusal.serverGone, "The server's answer has no event id.");
  return value;
}
