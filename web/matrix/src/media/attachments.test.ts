import { describe, expect, it } from "vitest";
import { isMxcUrl } from "../ids.ts";
import { DamagedAttachment, decodeFile, decryptAttachment, encodeFile, encryptAttachment } from "./attachments.ts";

const plain = new TextEncoder().encode("Берём! Палатка на двоих и газ — за мной.");

describe("an encrypted attachment", () => {
  it("opens with its key", async () => {
    const { cipher, key } = await encryptAttachment(plain);
    expect(new Uint8Array(await decryptAttachment(cipher, key))).toEqual(plain);
  });

  it("does not hold the plain text", async () => {
    const { cipher } = await encryptAttachment(plain);
    expect(new TextDecoder().decode(cipher)).not.toContain("Палатка");
  });

  it("is refused when one byte was changed on the way", async () => {
    const { cipher, key } = await encryptAttachment(plain);
    const bytes = new Uint8Array(cipher);
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    await expect(decryptAttachment(bytes, key)).rejects.toBeInstanceOf(DamagedAttachment);
  });

  it("never uses a key twice", async () => {
    const [first, second] = await Promise.all([encryptAttachment(plain), encryptAttachment(plain)]);
    expect(first.key.key).not.toBe(second.key.key);
    expect(first.key.iv).not.toBe(second.key.iv);
  });

  it("starts its counter at zero, so that it cannot run over", async () => {
    const { key } = await encryptAttachment(plain);
    expect(atob(key.iv).slice(8)).toBe("\0".repeat(8));
  });

  it("survives the event's form", async () => {
    const { key } = await encryptAttachment(plain);
    const url = "mxc://localhost:8448/abc";
    if (!isMxcUrl(url)) throw new Error("The fixture is not a media address.");
    expect(decodeFile(JSON.parse(JSON.stringify(encodeFile({ ...key, url }))))).toEqual({ ...key, url });
  });

  it.each([undefined, {}, { v: "v1" }, { v: "v2", url: "https://elsewhere.example/x", iv: "AA" }])(
    "is not read from %j",
    (value) => expect(decodeFile(value)).toBeUndefined(),
  );
});
