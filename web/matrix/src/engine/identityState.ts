/** Where this device stands with its owner's identity. */
export type IdentityState =
  | { readonly kind: "unknown" }
  /** A new account: identity, recovery and backup are being made. */
  | { readonly kind: "settingUp" }
  /** The owner has not confirmed this device: it gets no keys, reads nothing and may not write. */
  | { readonly kind: "unconfirmed" }
  /** The identity on the server is not the one this device has confirmed. */
  | { readonly kind: "replaced" }
  | {
      readonly kind: "confirmed";
      readonly backup: BackupState;
      /** `unsaved`: made, and the person has not written the code down yet. */
      readonly recovery: "unsaved" | "saved" | "missing";
      readonly restoring?: { readonly done: number; readonly total: number };
    };

export type BackupState =
  | "on"
  | "off"
  /** There is a backup on the server that this person's identity has not signed: it is not used. */
  | "foreign";
