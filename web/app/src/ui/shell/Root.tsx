import type { Application } from "../../model/Application.ts";
import { currentRoute } from "../../model/route.ts";
import { SignIn } from "../signin/SignIn.tsx";
import { SignUp } from "../signin/SignUp.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { Shell } from "./Shell.tsx";
import { useObservable } from "./useObservable.ts";

export function Root({ application }: { application: Application }) {
  const state = useObservable(application);
  const route = useObservable(currentRoute);
  return (
    <ErrorBoundary>
      {state.kind === "signedIn" ? (
        <Shell application={application} messenger={state.messenger} />
      ) : route.kind === "signUp" ? (
        <SignUp application={application} />
      ) : (
        <SignIn application={application} />
      )}
    </ErrorBoundary>
  );
}
