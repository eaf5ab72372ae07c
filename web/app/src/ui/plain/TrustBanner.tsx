import type { TrustSnapshot } from "../../model/TrustSnapshot.ts";

export function TrustBanner({ snapshot }: { snapshot: TrustSnapshot }) {
  if (snapshot.kind === "fine") return null;
  if (snapshot.kind === "notice") return <p>{snapshot.notices.map((one) => `${one.about.kind} ${one.about.person.name}`)}</p>;
  return (
    <div role="alert">
      {snapshot.question.kind}
      {snapshot.choices.map((one) => <button key={one.kind} type="button" onClick={one.choose}>{one.kind}</button>)}
    </div>
  );
}
