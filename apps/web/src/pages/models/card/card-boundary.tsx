import { Component, type ReactNode } from "react";

/** Shows something else where a drawing fails: a stranger's text must not take the page with it. */
export class CardBoundary extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
