/**
 * Which arrays of an answer or an event the worker has no more use for: they are transferred, not copied. What is kept to be
 * asked for again (the synthetic side of the nearest patients) must not be among them: it would be empty the next time.
 */
import type { CommandName, CommandOutput, PairView, StudioEvent } from './protocol.ts';

type BuffersOf = { readonly [N in CommandName]?: (output: CommandOutput<N>) => readonly ArrayBuffer[] };

const ofPairs = ({ images }: PairView): readonly ArrayBuffer[] => [images.buffer];

const OF_OUTPUT: BuffersOf = {
  openModel: ({ grid }) => ofPairs(grid),
  pictureToEdit: ({ result }) => [result.pixels.buffer],
  realPairs: ofPairs,
  useEpoch: ({ grid }) => ofPairs(grid),
  nearestPatients: ({ real }) => ofPairs(real),
  readerSeries: ({ view }) => ofPairs(view),
};

/** Each once. */
export function outputBuffers<N extends CommandName>(name: N, output: CommandOutput<N>): readonly ArrayBuffer[] {
  return OF_OUTPUT[name]?.(output) ?? [];
}

export function eventBuffers(event: StudioEvent): readonly ArrayBuffer[] {
  return event.kind === 'train-grid' ? ofPairs(event.grid) : [];
}
