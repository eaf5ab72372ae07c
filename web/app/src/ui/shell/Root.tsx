import { I18nProvider } from "react-aria-components";
import type { Application } from "../../model/Application.ts";
import { currentRoute } from "../../model/route.ts";
import { locales } from "../../text/format.ts";
import { language, useText } from "../../text/index.ts";
import { SignIn } from "../signin/SignIn.tsx";
import { SignUp } from "../signin/SignUp.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { Shell } from "./Shell.tsx";
import { useObservable } from "./useObservable.ts";

export function Root({ application }: { application: Application }) {
  const state = useObservable(application);
  const route = useObservable(currentRoute);
  // Follows the choice of the language, for the few words that the components bring along.
  useText();
  return (
    <I18nProvider locale={locales[language()]}>
      <ErrorBoundary>
        {state.kind === "signedIn" ? (
          <Shell application={application} messenger={state.messenger} />
        ) : route.kind === "signUp" ? (
          <SignUp application={application} />
        ) : (
          <SignIn application={application} problem={state.problem} />
        )}
      </ErrorBoundary>
    </I18nProvider>
  );
}
