import type { MatrixClient } from "matrix-js-sdk";
import {
  type CryptoApi,
  type GeneratedSecretStorageKey,
  ImportRoomKeyStage,
  decodeRecoveryKey,
} from "matrix-js-sdk/lib/crypto-api/index.js";
import { Refusal } from "../Refusal.ts";
import { fact, setFact } from "./Facts.ts";
import { type PublishedKeys, readPublishedKeys, uploadKeysMadeHere } from "./publishedKeys.ts";
import type { SecretKeys } from "./SecretKeys.ts";
import type { IdentityState } from "./identityState.ts";
import { type Password, withPassword } from "./withPassword.ts";

/** The SDK gathers keys for at most ten seconds before it uploads them. Milliseconds. */
const lateKeysAfter = 15_000;
/** The SDK learns of a signature by the key query that follows the next sync. Milliseconds. */
const signaturePauses = [100, 300, 600, 1_000, 2_000, 4_000, 0];

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
    const { masterKey: published } = await this.published();
    const confirmed = await fact("masterKey");
    if (confirmed !== undefined && published !== confirmed) return this.show({ kind: "replaced" });
    // There is nothing yet that this device could be confirmed by: the set-up is still to come.
    if (published === undefined) return;
    if (!(await this.isThisDeviceSigned()) && !(await this.signWithKeysMadeHere())) return this.show({ kind: "unconfirmed" });
    if (confirmed === undefined) await setFact("masterKey", published);
    await this.showConfirmed();
  }

  /** True when the account has no identity yet: a new one, or one that was made by an administrator. */
  async isMissing(): Promise<boolean> {
    return (await fact("masterKey")) === undefined && (await this.published()).masterKey === undefined;
  }

  /** Makes identity, secret storage and key backup; goes on where a reload has cut an earlier set-up. */
  async setUp(password: Password): Promise<void> {
    this.show({ kind: "settingUp" });
    const authorised = withPassword<void>(this.client, password);
    await this.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: authorised });
    // The SDK takes keys that it has made for keys that it has uploaded; a reload may have come between the two.
    if ((await this.published()).masterKey === undefined) await uploadKeysMadeHere(this.client, this.crypto, authorised);
    if (!(await this.signWithKeysMadeHere())) throw new Refusal("ENCRYPTION", "This device's signature is not published yet.");
    await setFact("masterKey", (await this.published()).masterKey);
    await this.renewRecoveryCode();
  }

  /** After a reload in the middle of the set-up: what it had left undone is done now. */
  async resume(): Promise<void> {
    await this.look();
    if (this.state.kind === "unconfirmed" && (await this.hasKeysMadeHere()))
      throw new Refusal("ENCRYPTION", "This device's signature is not published yet.");
    if (this.state.kind !== "confirmed") return;
    const { recovery } = this.state;
    if (recovery === "missing" || (recovery === "unsaved" && !(await this.codeOpensAll()))) await this.renewRecoveryCode();
  }

  /** A new recovery code; the old one opens nothing any more. */
  async renewRecoveryCode(): Promise<void> {
    const made = await this.crypto.createRecoveryKeyFromPassphrase();
    if (made.encodedPrivateKey === undefined) throw new Refusal("ENCRYPTION", "The recovery code cannot be written.");
    // First: a reload in between must not leave secrets under a code that nobody has.
    await setFact("recoveryCode", made.encodedPrivateKey);
    await this.storeSecretsUnder(made);
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
    await setFact("masterKey", (await this.published()).masterKey);
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
    await setFact("masterKey", (await this.published()).masterKey);
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

  /** The code that is still to be written down opens the secret storage, and all is in there. */
  private async codeOpensAll(): Promise<boolean> {
    const [code, stored] = [await fact("recoveryCode"), await this.client.secretStorage.getKey()];
    if (code === undefined || stored === null) return false;
    return (await this.client.secretStorage.checkKey(decodeRecoveryKey(code), stored[1])) && this.crypto.isSecretStorageReady();
  }

  /** For others, who see what the server has, and for the SDK, which sends nothing from a device it takes for unsigned. */
  private async isThisDeviceSigned(): Promise<boolean> {
    const status = await this.crypto.getDeviceVerificationStatus(this.client.getSafeUserId(), this.deviceId);
    return status !== null && status.signedByOwner && status.crossSigningVerified && (await this.published()).isThisDeviceSigned;
  }

  /** A reload in the middle of the set-up leaves this device unsigned, though the keys that sign it were made here. */
  private async signWithKeysMadeHere(): Promise<boolean> {
    if (!(await this.hasKeysMadeHere())) return false;
    if (!(await this.published()).isThisDeviceSigned) await this.crypto.crossSignDevice(this.deviceId);
    for (const pause of signaturePauses) {
      if (await this.isThisDeviceSigned()) return true;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return false;
  }

  private async hasKeysMadeHere(): Promise<boolean> {
    const { privateKeysCachedLocally: here, publicKeysOnDevice } = await this.crypto.getCrossSigningStatus();
    return publicKeysOnDevice && here.masterKey && here.selfSigningKey;
  }

  private published = (): Promise<PublishedKeys> => readPublishedKeys(this.client, this.deviceId);

  private get deviceId(): string {
    return this.client.getDeviceId() ?? "";
  }

  private async showConfirmed(): Promise<void> {
    let active = await this.crypto.getActiveSessionBackupVersion();
    const published = active === null ? await this.crypto.getKeyBackupInfo() : null;
    if (published !== null) {
      // The SDK looks at the backup some time after its start: until then the person's own would be called foreign.
      await this.crypto.checkKeyBackupAndEnable();
      active = await this.crypto.getActiveSessionBackupVersion();
    }
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
