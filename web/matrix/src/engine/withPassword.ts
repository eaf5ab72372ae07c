import { type AuthDict, type MatrixClient, MatrixError } from "matrix-js-sdk";
import { Refusal } from "../Refusal.ts";
import { asText, field } from "../decode.ts";

/** Asks the person for the password of the account; `undefined` when there is none to give. */
export type Password = () => Promise<string | undefined>;

type Ask<T> = (auth: AuthDict | null) => Promise<T>;

/** Interactive authentication by password: the request is tried without it first. */
export function withPassword<T>(client: MatrixClient, password: Password) {
  return async (ask: Ask<T>): Promise<T> => {
    try {
      return await ask(null);
    } catch (problem) {
      const session = problem instanceof MatrixError ? asText(field(problem.data, "session")) : undefined;
      const isAsked = problem instanceof MatrixError && problem.httpStatus === 401 && session !== undefined;
      if (!isAsked) throw problem;
      const given = await password();
      if (given === undefined) throw new Refusal("NO_PASSWORD", "This needs the password of the account.");
      return ask({
        type: "m.login.password",
        identifier: { type: "m.id.user", user: client.getSafeUserId() },
        password: given,
        session,
      });
    }
  };
}
