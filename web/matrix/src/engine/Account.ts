import { type MatrixClient, MatrixError } from "matrix-js-sdk";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api/index.js";
import type { Person } from "../chat.ts";
import { type DeviceId, type UserId, isDeviceId, isMxcUrl, isUserId } from "../ids.ts";
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
    return toPerson(id, profile.displayname, profile.avatar_url);
  }

  /** People whose name or id is like the text; a whole id, or a name on this server, first. */
  async searchPeople(text: string): Promise<readonly Person[]> {
    const [exact, similar] = await Promise.all([this.findExactly(text), this.searchDirectory(text)]);
    return exact === undefined ? similar : [exact, ...similar.filter((person) => person.id !== exact.id)];
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

  private async findExactly(text: string): Promise<Person | undefined> {
    const ownServer = this.client.getSafeUserId().split(":").slice(1).join(":");
    const name = text.trim().replace(/^@/, "").toLowerCase();
    const id = name.includes(":") ? `@${name}` : `@${name}:${ownServer}`;
    if (!isUserId(id)) return undefined;
    try {
      const profile = await this.client.getProfileInfo(id);
      return toPerson(id, profile.displayname, profile.avatar_url);
    } catch (problem) {
      if (problem instanceof MatrixError && problem.httpStatus !== undefined && problem.httpStatus < 500) return undefined;
      throw problem;
    }
  }

  /** A directory that does not answer is no reason to refuse an exact id. */
  private async searchDirectory(term: string): Promise<readonly Person[]> {
    const answer = await this.client.searchUserDirectory({ term, limit: 10 }).catch(() => ({ results: [] }));
    return answer.results.flatMap(({ user_id: id, display_name: name, avatar_url: avatar }) =>
      isUserId(id) ? [toPerson(id, name, avatar)] : [],
    );
  }
}

const toPerson = (id: UserId, name: string | undefined, avatar: string | undefined): Person => ({
  id,
  name: name === undefined || name === "" ? localPart(id) : name,
  ...(isMxcUrl(avatar) && { avatar: { mxc: avatar } }),
});

const rank = (row: DeviceRow): number => (row.isThis ? Number.MAX_SAFE_INTEGER : (row.lastSeen ?? 0));
