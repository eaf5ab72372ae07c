import type { TextKey } from "../../text/index.ts";

/** The protocol's grammar for new names, and room for the server's part of the 255 bytes. */
export function addressProblem(name: string): TextKey | undefined {
  if (name === "") return "signin.addressMissing";
  if (!/^[a-z0-9._=/+-]+$/.test(name)) return "signin.addressLetters";
  return name.length > 64 ? "signin.addressLong" : undefined;
}

const shortestPassword = 8;

export function passwordProblem(password: string): TextKey | undefined {
  return password.length < shortestPassword ? "signin.passwordShort" : undefined;
}
