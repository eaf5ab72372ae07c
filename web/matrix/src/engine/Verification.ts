import type { MatrixClient } from "matrix-js-sdk";
import {
  type CryptoApi,
  type ShowQrCodeCallbacks,
  type ShowSasCallbacks,
  VerificationPhase,
  type VerificationRequest,
  VerificationRequestEvent,
  type Verifier,
  VerifierEvent,
} from "matrix-js-sdk/lib/crypto-api/index.js";
import type { Person } from "../chat.ts";
import type { UserId } from "../ids.ts";
import { localPart } from "./people.ts";
import type { VerificationState } from "./verificationState.ts";

const sas = "m.sas.v1";
const scanning = "m.qr_code.scan.v1";
const showing = "m.qr_code.show.v1";

/** One verification at a time, as plain states; commands that do not fit the state do nothing. */
export class Verification {
  private request: VerificationRequest | undefined;
  private watched: Verifier | undefined;
  private sasCallbacks: ShowSasCallbacks | undefined;
  private qrCallbacks: ShowQrCodeCallbacks | undefined;
  /** Made once a request: making it is a change of the request. */
  private code: Promise<Uint8ClampedArray | undefined> | undefined;
  private hasConfirmed = false;
  private turn = 0;

  constructor(
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly tell: (state: VerificationState | undefined) => void,
    private readonly onDone: (isOwn: boolean) => void,
  ) {}

  /** Somebody asks. A second one while the first is open is declined by its own timeout. */
  receive(request: VerificationRequest): void {
    if (this.request?.pending === true || !request.pending) return;
    this.take(request);
  }

  async startWithPerson(userId: UserId, roomId: string): Promise<void> {
    this.take(await this.crypto.requestVerificationDM(userId, roomId));
  }

  async startWithOwnDevices(): Promise<void> {
    this.take(await this.crypto.requestOwnUserVerification());
  }

  async accept(): Promise<void> {
    if (this.request?.phase === VerificationPhase.Requested && !this.request.initiatedByMe) await this.request.accept();
  }

  async compareEmoji(): Promise<void> {
    if (this.request?.phase === VerificationPhase.Ready) this.watch(await this.request.startVerification(sas));
  }

  async scan(code: Uint8ClampedArray): Promise<void> {
    if (this.request?.phase === VerificationPhase.Ready) this.watch(await this.request.scanQRCode(code));
  }

  async confirm(): Promise<void> {
    this.hasConfirmed = true;
    this.qrCallbacks?.confirm();
    const confirmed = this.sasCallbacks?.confirm();
    this.show();
    await confirmed;
  }

  differs(): void {
    this.sasCallbacks?.mismatch();
    this.qrCallbacks?.cancel();
  }

  /** Ends what is open, or puts away what has ended. */
  async close(): Promise<void> {
    if (this.request?.pending === true) await this.request.cancel().catch(() => undefined);
    this.request = undefined;
    this.turn++;
    this.tell(undefined);
  }

  private take(request: VerificationRequest): void {
    this.request = request;
    this.watched = this.sasCallbacks = this.qrCallbacks = this.code = undefined;
    this.hasConfirmed = false;
    request.on(VerificationRequestEvent.Change, () => this.request === request && this.onChange(request));
    this.onChange(request);
  }

  private onChange(request: VerificationRequest): void {
    if (request.verifier !== undefined) this.watch(request.verifier);
    if (request.phase === VerificationPhase.Done) this.onDone(request.isSelfVerification);
    this.show();
  }

  private watch(verifier: Verifier): void {
    if (this.watched === verifier) return;
    this.watched = verifier;
    const showSas = (callbacks: ShowSasCallbacks) => {
      this.sasCallbacks = callbacks;
      this.show();
    };
    const showQr = (callbacks: ShowQrCodeCallbacks) => {
      this.qrCallbacks = callbacks;
      this.show();
    };
    verifier.on(VerifierEvent.ShowSas, showSas);
    verifier.on(VerifierEvent.ShowReciprocateQr, showQr);
    verifier.on(VerifierEvent.Cancel, () => this.show());
    this.sasCallbacks = verifier.getShowSasCallbacks() ?? undefined;
    this.qrCallbacks = verifier.getReciprocateQrCodeCallbacks() ?? undefined;
    // A cancelled verification is told by the request's phase; the rejection adds nothing to it.
    verifier.verify().catch(() => this.show());
    this.show();
  }

  private show(): void {
    const turn = ++this.turn;
    void this.current().then((state) => {
      if (turn === this.turn) this.tell(state);
    });
  }

  private async current(): Promise<VerificationState | undefined> {
    const { request } = this;
    if (request === undefined) return undefined;
    const facts = { person: this.person(request.otherUserId), isOwn: request.isSelfVerification };
    switch (request.phase) {
      case VerificationPhase.Unsent:
      case VerificationPhase.Requested:
        return { kind: request.initiatedByMe ? "waiting" : "incoming", ...facts };
      case VerificationPhase.Ready:
        return { kind: "choosing", ...(await this.waysOf(request)), ...facts };
      case VerificationPhase.Started:
        if (this.hasConfirmed) return { kind: "finishing", ...facts };
        if (this.qrCallbacks !== undefined) return { kind: "scanned", ...facts };
        if (this.sasCallbacks !== undefined) return { kind: "comparing", emoji: emojiOf(this.sasCallbacks), ...facts };
        return { kind: "finishing", ...facts };
      case VerificationPhase.Done:
        return { kind: "done", ...facts };
      case VerificationPhase.Cancelled:
        return { kind: "cancelled", reason: reasonOf(request, this.client.getSafeUserId()), ...facts };
    }
  }

  private async waysOf(request: VerificationRequest) {
    const canBeScanned = request.otherPartySupportsMethod(scanning);
    // Without a code there are still the emoji.
    if (canBeScanned) this.code ??= request.generateQRCode().catch(() => undefined);
    const code = await this.code;
    return {
      code: code && [...code],
      canScan: request.otherPartySupportsMethod(showing),
      canCompare: request.otherPartySupportsMethod(sas),
    };
  }

  private person(userId: string): Person {
    const name = this.client.getUser(userId)?.displayName;
    return { id: userId as UserId, name: name === undefined || name === userId ? localPart(userId) : name };
  }
}

const emojiOf = (callbacks: ShowSasCallbacks) =>
  (callbacks.sas.emoji ?? []).map(([symbol, name]) => ({ symbol, name }));

function reasonOf(request: VerificationRequest, me: string) {
  switch (request.cancellationCode) {
    case "m.timeout":
      return "timeout";
    case "m.mismatched_sas":
    case "m.key_mismatch":
    case "m.mismatched_commitment":
      return "mismatch";
    case "m.accepted":
      return "elsewhere";
    default:
      return request.cancellingUserId === me ? "byMe" : "byThem";
  }
}
