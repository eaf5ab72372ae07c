/** Why a request came to nothing. `code` is the server's `M_…`, or one of ours for what never reached it. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly code: string,
    message: string,
    readonly status?: number,
    /** Milliseconds the server asks to wait. */
    readonly retryAfter?: number,
    /** The whole answer, for interactive authentication. */
    readonly body?: unknown,
  ) {
    super(message);
  }

  /** No answer at all: the network is cut or the server cannot be reached. */
  static readonly offline = "OFFLINE";
  /** An answer that is not the protocol's: a proxy's page, a 5xx without a body. */
  static readonly serverGone = "SERVER_GONE";

  /** Trying the very same request later may help. */
  get isPassing(): boolean {
    return (
      this.code === Refusal.offline ||
      this.code === Refusal.serverGone ||
      this.code === "M_LIMIT_EXCEEDED" ||
      (this.status !== undefined && this.status >= 500)
    );
  }
}
