/** Keeps one part's failure from taking the page along. Data and training live in the store and the worker, so they survive. */
import { Component, type ComponentType, type ReactNode } from 'react';

export interface FallbackProps {
  readonly error: Error;
  /** Draws the part again. */
  readonly again: () => void;
}

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  readonly Fallback: ComponentType<FallbackProps>;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override state: ErrorBoundaryState = { error: null };

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const { Fallback } = this.props;
    return <Fallback error={error} again={() => this.setState({ error: null })} />;
  }
}
