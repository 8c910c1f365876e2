/** What is drawn on the pictures before it is applied. */
import { expect, it } from 'vitest';
import { DEFAULT_DATA_SETTINGS } from '../core/data-report.ts';
import { NO_EDITS } from '../core/picture-edit.ts';
import { StudioClient } from '../worker/client.ts';
import { createStudioStore } from './studio-store.ts';
import { dataReport, pairView } from './testing/builders.ts';
import { FakePort, settle } from './testing/fake-port.ts';

it('training waits for a mask that was drawn until it is applied, and opens again when it is undone', async () => {
  const port = new FakePort();
  const { store, actions } = createStudioStore({ startClient: () => new StudioClient(port), save: () => {} });
  const openTraining = (): string => {
    actions.openStep('check');
    actions.openStep('train');
    return store.getState().step;
  };
  void actions.addFiles([{ path: 'table.csv', file: new File(['a;b'], 'table.csv') }]);
  await settle();
  await port.reply('addFiles', dataReport());
  await port.reply('realPairs', pairView(6));

  const name = { ...NO_EDITS, masks: [{ x: 0, y: 0, width: 0.4, height: 0.1 }] };
  actions.draftPictures(name);
  expect(openTraining()).toBe('check');
  actions.draftPictures(NO_EDITS);
  expect(openTraining()).toBe('train');

  actions.draftPictures(name);
  void actions.applyPictures(name);
  await settle();
  await port.fail('configureData', 'aborted');
  expect(store.getState().pictureDraft).toEqual(name);
  void actions.applyPictures(name);
  await settle();
  const settings = { ...DEFAULT_DATA_SETTINGS, pictures: name };
  expect(port.command('configureData').input).toEqual(settings);
  await port.reply('configureData', dataReport({ settings }));
  expect(store.getState().pictureDraft).toBeNull();
  expect(openTraining()).toBe('train');
});
