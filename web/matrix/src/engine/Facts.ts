import { asText } from "../decode.ts";
import { read, write } from "../store/database.ts";

/** Single values that this browser keeps about its account. */
export type Fact =
  /** The master key that this device has confirmed as its owner's. A different one on the server is an alarm. */
  | "masterKey"
  /** The recovery code, until the person says it is written down. */
  | "recoveryCode"
  /** People whose devices say that their key backup was swapped: a JSON list of user ids. */
  | "swappedBackups"
  /** This person's own backup was swapped, and those they write with were told. */
  | "toldOfSwappedBackup";

export async function fact(name: Fact): Promise<string | undefined> {
  return asText(await read("facts", name));
}

export async function setFact(name: Fact, value: string | undefined): Promise<void> {
  await write("facts", name, value);
}
