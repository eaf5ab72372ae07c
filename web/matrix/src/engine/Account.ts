import type { MatrixClient } from "matrix-js-sdk";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { Person } from "../chat.ts";
import { type DeviceId, type UserId, isDeviceId, isMxcUrl } from "../ids.ts";
import type { Homeserver } from "../homeserver.ts";
import { uploadMedia } from "../media/transfer.ts";
import { localPart } from "./people.ts";
import { withPassword } from "./withPassword.ts";

export type DeviceRow = {
  readonly id: DeviceId;
  readonly name?: string;
  readonly isThis: boolean;
  /** Milliseconds since the epoch. */
  readonly lastSeen?: number;
  readonly lastAddress?: string;
  /** `unsigned`: not confirmed by the owner, gets no keys. `none`: it does not encrypt at all. */
  readonly trust: "confirmed" | "unsigned" | "none";
};

/** Profile and devices of the person who is signed in. */
export class Account {
  constructor(
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly server: Homeserver,
    private readonly request: typeof fetch,
  ) {}

  async profile(): Promise<Person> {
    const id = this.client.getSafeUserId() as UserId;
    const profile = await this.client.getProfileInfo(id);
    const name = profile.displayname;
    return {
      id,
      name: name === undefined || name === "" ? localPart(id) : name,
      ...(isMxcUrl(profile.avatar_url) && { avatar: { mxc: profile.avatar_url } }),
    };
  }

  async setName(name: string): Promise<void> {
    await this.client.setDisplayName(name);
  }

  async setPicture(blob: Blob | undefined): Promise<void> {
    if (blob === undefined) return void (await this.client.setAvatarUrl(""));
    const source = await uploadMedia(this.server, this.request, blob, false);
    if (source.kind === "clear") await this.client.setAvatarUrl(source.mxc);
  }

  async devices(): Promise<readonly DeviceRow[]> {
    const { devices } = await this.client.getDevices();
    const me = this.client.getSafeUserId();
    const rows = await Promise.all(
      devices.map(async (device): Promise<DeviceRow | undefined> => {
        if (!isDeviceId(device.device_id)) return undefined;
        const status = await this.crypto.getDeviceVerificationStatus(me, device.device_id);
        return {
          id: device.device_id,
          name: device.display_name,
          isThis: device.device_id === this.client.getDeviceId(),
          lastSeen: device.last_seen_ts,
          lastAddress: device.last_seen_ip,
          trust: status === null ? "none" : status.signedByOwner ? "confirmed" : "unsigned",
        };
      }),
    );
    return rows.filter((row) => row !== undefined).sort((one, other) => rank(other) - rank(one));
  }

  async renameDevice(id: DeviceId, name: string): Promise<void> {
    await this.client.setDeviceDetails(id, { display_name: name });
  }

  /** https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3delete_devices */
  async signOutDevices(ids: readonly DeviceId[], password: string | undefined): Promise<void> {
    const ask = withPassword<unknown>(this.client, async () => password);
    await ask((auth) => this.client.deleteMultipleDevices([...ids], auth ?? undefined));
  }
}

const rank = (row: DeviceRow): number => (row.isThis ? Number.MAX_SAFE_INTEGER : (row.lastSeen ?? 0));
