import { Component, type ReactNode } from 'react';
import { Failed } from '@web/ui/states';

interface State {
  readonly fault: unknown;
}

/** A fault of one screen leaves the frame around it standing, and can be tried again. */
export class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { fault: null };

  static getDerivedStateFromError(fault: unknown): State {
    return { fault };
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children;
    return <Failed fault={this.state.fault} onRetry={() => this.setState({ fault: null })} />;
  }
}
