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
      if (field(problem.data, "params", "m.oauth") !== undefined) return onAccountPage(() => ask({ session } as AuthDict));
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

/**
 * Who signed in on the server's pages says there that the identity may be new; their word holds for some minutes.
 * https://spec.matrix.org/v1.19/client-server-api/#oauth-authentication
 */
async function onAccountPage<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (problem) {
    if (!(problem instanceof MatrixError) || problem.httpStatus !== 401) throw problem;
    throw new Refusal("ACCOUNT_PAGE", "The person has not allowed this on the account page yet.");
  }
}
