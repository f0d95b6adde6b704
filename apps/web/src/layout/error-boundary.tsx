import { Component, type ReactNode } from "react";
import { Problem } from "../hub/problem.tsx";

/** Keeps an error in a page from taking the frame with it. It starts anew where `resetKey` changes. */
export class ErrorBoundary extends Component<{ resetKey: string; children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate(before: { resetKey: string }) {
    if (before.resetKey !== this.props.resetKey && this.state.error !== undefined) this.setState({ error: undefined });
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return <Problem error={this.state.error} onRetry={() => location.reload()} />;
  }
}
