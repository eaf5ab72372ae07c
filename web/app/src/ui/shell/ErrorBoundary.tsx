import { Button, EmptyState } from "@vestnik/design";
import { Component, type ReactNode } from "react";
import { text } from "../../text/index.ts";

type Props = { readonly children: ReactNode };

/** A fault in one part of the page stays there, and says what to do. */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div role="alert">
        <EmptyState
          icon="warning"
          title={text("app.brokenTitle")}
          text={text("app.brokenText")}
          action={<Button onPress={() => location.reload()}>{text("app.reload")}</Button>}
        />
      </div>
    );
  }
}
