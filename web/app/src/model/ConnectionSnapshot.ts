/** The one banner about connection (U-51): `offline` begins three seconds after the cut, not at every blip. */
export type ConnectionSnapshot =
  | { readonly kind: "online" }
  /** `queued` is the number of messages that wait to be sent. */
  | { readonly kind: "offline"; readonly queued: number }
  /** The server answers with errors; what is typed is kept. */
  | { readonly kind: "serverGone"; readonly queued: number }
  /** The token no longer holds: signed out elsewhere or by the operator. */
  | { readonly kind: "signedOut"; signInAgain(): void };
