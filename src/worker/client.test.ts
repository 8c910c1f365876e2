import { expect, it } from 'vitest';
import { StudioClient, type WorkerPort } from './client.ts';
import type { CommandEvent, FromWorker, ToWorker } from './protocol.ts';

class Port implements WorkerPort {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly sent: ToWorker[] = [];

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  terminate(): void {}

  answer(message: FromWorker): void {
    this.onmessage?.(new MessageEvent('message', { data: message }));
  }
}

it('a listener hears the events of its own command, and the one answer', async () => {
  const port = new Port();
  const client = new StudioClient(port);
  const heard: unknown[] = [];
  const onEvent = (event: CommandEvent<'exportModel'>): void => void heard.push(event.progress.done);
  const result = client.run('exportModel', { full: true }, { onEvent });
  const progress = { stage: 'packing', done: 3, total: 9 } as const;
  port.answer({ type: 'event', id: 2, event: { kind: 'progress', progress: { ...progress, done: 8 } } });
  port.answer({ type: 'event', id: 1, event: { kind: 'progress', progress } });
  const output = { name: 'model.zip', blob: new Blob(), pairs: 0 };
  port.answer({ type: 'reply', id: 1, output });
  expect(await result).toBe(output);
  expect(heard).toEqual([3]);
});

it('a client cannot wait for an event that its command never sends: it does not compile', () => {
  const client = new StudioClient(new Port());
  const onGrid = (event: { readonly kind: 'train-grid' }): void => void event;
  // @ts-expect-error -- only training draws grids
  void client.run('exportModel', { full: true }, { onEvent: onGrid });
  // @ts-expect-error -- a question that is answered at once sends nothing before
  void client.run('keptRuns', null, { onEvent: (event) => void event.kind });
  expect(true).toBe(true);
});
