/** What is known of a network's variable before it has numbers, and how many numbers there are. */
export interface VariableSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: 'glorot-uniform' | 'zeros' | 'ones';
  readonly trainable: boolean;
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

export function countParameters(variables: readonly VariableSpec[], only: 'all' | 'trainable' = 'all'): number {
  return variables.filter((v) => only === 'all' || v.trainable).reduce((sum, v) => sum + elementCount(v.shape), 0);
}
