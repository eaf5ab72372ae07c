import { Refusal } from "../Refusal.ts";
import type { OutgoingFailure } from "./Outgoing.ts";

const reasons: Readonly<Record<string, OutgoingFailure>> = {
  M_FORBIDDEN: "notAllowed",
  M_TOO_LARGE: "tooLarge",
  IDENTITY_CHANGED: "identityChanged",
  NEW_MEMBER: "newMember",
  ENCRYPTION: "encryption",
};

/** Why a message will not go by itself, in the words the view knows. */
export function failureOf(problem: unknown): { readonly reason: OutgoingFailure; readonly code?: string } {
  if (!(problem instanceof Refusal)) return { reason: "unknown" };
  return { reason: reasons[problem.code] ?? "unknown", code: problem.code };
}
