import { describe, expect, it } from "vitest";
import { publishedKeysIn } from "./publishedKeys.ts";

const anna = "@anna:localhost";
const cross = (key: string) => ({ [anna]: { keys: { [`ed25519:${key}`]: key } } });
const device = (...signers: string[]) => ({
  [anna]: { PHONE: { signatures: { [anna]: Object.fromEntries(signers.map((key) => [`ed25519:${key}`, "signature"])) } } },
});
const read = (answer: unknown) => publishedKeysIn(answer, anna, "PHONE");

describe("the keys that others see", () => {
  it("are none for a new account, whose device has signed itself", () => {
    expect(read({ device_keys: device("PHONE") })).toEqual({ masterKey: undefined, isThisDeviceSigned: false });
  });

  it("leave a device unsigned until the signature of the self-signing key is there", () => {
    const keys = { master_keys: cross("master"), self_signing_keys: cross("self") };
    expect(read({ ...keys, device_keys: device("PHONE") })).toEqual({ masterKey: "ed25519:master", isThisDeviceSigned: false });
    expect(read({ ...keys, device_keys: device("PHONE", "self") }).isThisDeviceSigned).toBe(true);
  });

  it("do not take the signature of a replaced identity", () => {
    const keys = { master_keys: cross("new master"), self_signing_keys: cross("new self") };
    expect(read({ ...keys, device_keys: device("PHONE", "self") }).isThisDeviceSigned).toBe(false);
  });

  it("are none in an answer that is not as promised", () => {
    expect(read(null)).toEqual({ masterKey: undefined, isThisDeviceSigned: false });
    expect(read({ master_keys: [], device_keys: { [anna]: "?" } }).isThisDeviceSigned).toBe(false);
  });
});
