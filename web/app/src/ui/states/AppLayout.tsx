import { Panes, useWidth } from "@vestnik/design";
import { type ReactNode, useEffect } from "react";
import { currentRoute, go, layListBelow } from "../../model/route.ts";
import { useText } from "../../text/index.ts";

export type AppLayoutProps = {
  /** What a phone shows; wider screens show all there is. */
  readonly pane: "list" | "main" | "details";
  /** Above everything, e.g. the line about a lost connection. */
  readonly banner?: ReactNode;
  readonly rail: ReactNode;
  readonly list: ReactNode;
  readonly main: ReactNode;
  /** Absent when closed. */
  readonly details: ReactNode | undefined;
};

export function AppLayout({ pane, banner, rail, list, main, details }: AppLayoutProps) {
  const text = useText();
  const hidesList = useWidth() === "one" && pane !== "list";
  // The history of the tab is outside React.
  useEffect(() => {
    if (hidesList) layListBelow();
  }, [hidesList]);
  return (
    <Panes
      shown={pane === "list" ? "list" : "main"}
      banner={banner}
      rail={rail}
      list={list}
      main={main}
      details={details}
      onCloseDetails={closeDetails}
      names={{
        list: text("states.pane.list"),
        main: text("states.pane.main"),
        details: text("states.pane.details"),
        divider: text("states.pane.divider"),
      }}
    />
  );
}

function closeDetails(): void {
  const route = currentRoute.getSnapshot();
  if (route.kind === "chat" && route.isDetails) go({ ...route, isDetails: false }, "replace");
}
