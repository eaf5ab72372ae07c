import type { MatrixClient } from "matrix-js-sdk";
import {
  type CryptoApi,
  type GeneratedSecretStorageKey,
  ImportRoomKeyStage,
  decodeRecoveryKey,
} from "matrix-js-sdk/lib/crypto-api/index.js";
import { Refusal } from "../Refusal.ts";
import { asRecord, field } from "../decode.ts";
import { fact, setFact } from "./Facts.ts";
import type { SecretKeys } from "./SecretKeys.ts";
import type { IdentityState } from "./identityState.ts";
import { type Password, withPassword } from "./withPassword.ts";

/** The SDK gathers keys for at most ten seconds before it uploads them. Milliseconds. */
const lateKeysAfter = 15_000;

/** The person's own cryptographic identity: made once, confirmed on each device, recovered by a code. */
export class Identity {
  private state: IdentityState = { kind: "unknown" };
  private restoring: { readonly done: number; readonly total: number } | undefined;

  constructor(
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly keys: SecretKeys,
    private readonly tell: (state: IdentityState) => void,
  ) {}

  get isConfirmed(): boolean {
    return this.state.kind === "confirmed";
  }

  get isReplaced(): boolean {
    return this.state.kind === "replaced";
  }

  /** Reads how things stand, from the server's keys and this device's. */
  async look(): Promise<void> {
    const published = await this.publishedMasterKey();
    const confirmed = await fact("masterKey");
    if (confirmed !== undefined && published !== confirmed) return this.show({ kind: "replaced" });
    if (!(await this.isThisDeviceSigned()) && !(await this.signWithKeysMadeHere())) return this.show({ kind: "unconfirmed" });
    if (confirmed === undefined) await setFact("masterKey", published);
    await this.showConfirmed();
  }

  /** True when the account has no identity yet: a new one, or one that was made by an administrator. */
  async isMissing(): Promise<boolean> {
    return (await fact("masterKey")) === undefined && (await this.publishedMasterKey()) === undefined;
  }

  /** Makes identity, secret storage and key backup. */
  async setUp(password: Password): Promise<void> {
    this.show({ kind: "settingUp" });
    await this.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: withPassword(this.client, password) });
    await setFact("masterKey", await this.publishedMasterKey());
    await this.renewRecoveryCode();
  }

  /** A reload in the middle of the set-up leaves an identity without recovery: it is made now. */
  async completeRecovery(): Promise<void> {
    if (this.state.kind === "confirmed" && this.state.recovery === "missing") await this.renewRecoveryCode();
  }

  /** A new recovery code; the old one opens nothing any more. */
  async renewRecoveryCode(): Promise<void> {
    const made = await this.crypto.createRecoveryKeyFromPassphrase();
    if (made.encodedPrivateKey === undefined) throw new Refusal("ENCRYPTION", "The recovery code cannot be written.");
    await this.storeSecretsUnder(made);
    await setFact("recoveryCode", made.encodedPrivateKey);
    await this.crypto.checkKeyBackupAndEnable();
    await this.showConfirmed();
  }

  recoveryCode(): Promise<string | undefined> {
    return fact("recoveryCode");
  }

  async recoveryCodeWasSaved(): Promise<void> {
    await setFact("recoveryCode", undefined);
    await this.showConfirmed();
  }

  /** Confirms this device with the recovery code and brings back the history. */
  async recover(code: string): Promise<void> {
    let key: Uint8Array<ArrayBuffer>;
    try {
      key = decodeRecoveryKey(code);
    } catch {
      throw new Refusal("WRONG_CODE", "The recovery code is not complete, or a sign in it is wrong.");
    }
    await this.keys.offering(key, async () => {
      await this.checkKey(key);
      await this.crypto.bootstrapCrossSigning({});
      await this.crypto.loadSessionBackupPrivateKeyFromSecretStorage().catch(() => undefined);
    });
    await setFact("masterKey", await this.publishedMasterKey());
    await this.look();
    await this.restoreHistory();
    this.restoreLater();
  }

  /** Another device uploads the key of its newest message some seconds after the message. */
  restoreLater(): void {
    // Without a network the person finds the button on the recovery screen.
    setTimeout(() => void this.restoreHistory().catch(() => undefined), lateKeysAfter);
  }

  /** All that was secret is given up: the old history stays closed, others see a changed identity. */
  async startAnew(password: Password): Promise<void> {
    this.show({ kind: "settingUp" });
    await setFact("masterKey", undefined);
    await this.crypto.resetEncryption(withPassword(this.client, password));
    await setFact("masterKey", await this.publishedMasterKey());
    await this.renewRecoveryCode();
  }

  /** The person says that the replaced identity is their own doing: this device has to be confirmed anew. */
  async acceptReplaced(): Promise<void> {
    await setFact("masterKey", undefined);
    this.show({ kind: "unconfirmed" });
  }

  /** Brings in every key of the backup; one that this identity has not signed is not touched. */
  async restoreHistory(): Promise<void> {
    await this.crypto.checkKeyBackupAndEnable();
    if ((await this.crypto.getSessionBackupPrivateKey()) === null) return this.showConfirmed();
    if ((await this.crypto.getActiveSessionBackupVersion()) === null) return this.showConfirmed();
    try {
      await this.crypto.restoreKeyBackup({
        progressCallback: (progress) => {
          if (progress.stage !== ImportRoomKeyStage.LoadKeys) return;
          this.restoring = { done: progress.successes + progress.failures, total: progress.total };
          void this.showConfirmed();
        },
      });
    } finally {
      this.restoring = undefined;
      await this.showConfirmed();
    }
  }

  /** Keys that sync has brought may have changed how things stand. */
  async lookAgain(): Promise<void> {
    if (this.state.kind !== "settingUp" && this.restoring === undefined) await this.look();
  }

  private async storeSecretsUnder(made: GeneratedSecretStorageKey): Promise<void> {
    await this.crypto.bootstrapSecretStorage({
      createSecretStorageKey: async () => made,
      setupNewSecretStorage: true,
      setupNewKeyBackup: (await this.crypto.getActiveSessionBackupVersion()) === null,
    });
  }

  private async checkKey(key: Uint8Array<ArrayBuffer>): Promise<void> {
    const stored = await this.client.secretStorage.getKey();
    if (stored === null) throw new Refusal("NO_RECOVERY", "No recovery was set up for this account.");
    if (!(await this.client.secretStorage.checkKey(key, stored[1])))
      throw new Refusal("WRONG_CODE", "The recovery code is not the one of this account.");
  }

  private async isThisDeviceSigned(): Promise<boolean> {
    const deviceId = this.client.getDeviceId() ?? "";
    const status = await this.crypto.getDeviceVerificationStatus(this.client.getSafeUserId(), deviceId);
    return status !== null && status.signedByOwner && status.crossSigningVerified;
  }

  /** A reload in the middle of the set-up leaves this device unsigned, though the keys that sign it were made here. */
  private async signWithKeysMadeHere(): Promise<boolean> {
    const { privateKeysCachedLocally: here, publicKeysOnDevice } = await this.crypto.getCrossSigningStatus();
    if (!publicKeysOnDevice || !here.masterKey || !here.selfSigningKey) return false;
    await this.crypto.crossSignDevice(this.client.getDeviceId() ?? "");
    return this.isThisDeviceSigned();
  }

  private async publishedMasterKey(): Promise<string | undefined> {
    const me = this.client.getSafeUserId();
    const answer: unknown = await this.client.downloadKeysForUsers([me]);
    const keys = asRecord(field(answer, "master_keys", me, "keys"));
    return keys === undefined ? undefined : Object.keys(keys)[0];
  }

  private async showConfirmed(): Promise<void> {
    const active = await this.crypto.getActiveSessionBackupVersion();
    const published = active === null ? await this.crypto.getKeyBackupInfo() : undefined;
    const hasRecovery = (await this.client.secretStorage.getDefaultKeyId()) !== null;
    const isUnsaved = (await fact("recoveryCode")) !== undefined;
    this.show({
      kind: "confirmed",
      backup: active !== null ? "on" : published ? "foreign" : "off",
      recovery: isUnsaved ? "unsaved" : hasRecovery ? "saved" : "missing",
      restoring: this.restoring,
    });
  }

  private show(state: IdentityState): void {
    this.state = state;
    this.tell(state);
  }
}
