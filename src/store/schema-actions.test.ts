/** `schema.json` from the page and back to it. */
import { describe, expect, it, vi } from 'vitest';
import { type DataReport, type DataSettings, DEFAULT_DATA_SETTINGS } from '../core/data-report.ts';
import { AUTO_TEXT_FORMAT } from '../core/text-format.ts';
import { writeSchemaFile, type SchemaFile } from '../core/schema-file.ts';
import { StudioClient } from '../worker/client.ts';
import { beforeLastChange } from './data-actions.ts';
import { createStudioStore } from './studio-store.ts';
import { columnReport, dataReport, pairView } from './testing/builders.ts';
import { FakePort, settle } from './testing/fake-port.ts';

async function open(report: DataReport) {
  const port = new FakePort();
  const saved: Blob[] = [];
  const { actions, store } = createStudioStore({
    startClient: () => new StudioClient(port),
    save: (blob) => saved.push(blob),
  });
  void actions.addFiles([{ path: 'table.csv', file: new File(['a;b'], 'table.csv') }]);
  await settle();
  await port.reply('addFiles', report);
  await port.reply('realPairs', pairView(6));
  return { port, actions, saved, store };
}

const fileOf = (file: SchemaFile): File => new File([writeSchemaFile(file)], 'schema.json');
const FILES = {
  table: 'ECGs',
  text: { ...AUTO_TEXT_FORMAT, separator: '|' as const },
  pairing: { method: 'name' as const, several: 'all' as const },
  sameOnce: true,
};

describe('schema.json', () => {
  it('holds how files are read and paired, but no folder’s name and no consent', async () => {
    const pairing = { method: 'order' as const, orderConfirmed: true, several: 'all' as const };
    const settings = { ...DEFAULT_DATA_SETTINGS, table: 'Ward 3/book.xlsx › ECGs', pairing, sameOnce: true };
    const { actions, saved } = await open(dataReport({ settings }));
    actions.saveSchema();
    const written = JSON.parse((await saved[0]?.text()) ?? '') as { files: unknown };
    expect(written.files).toEqual({
      table: 'ECGs',
      text: AUTO_TEXT_FORMAT,
      pairing: { method: 'order', several: 'all' },
      sameOnce: true,
    });
  });

  it('holds what signals are drawn on, and draws them so again', async () => {
    const sheet = { form: '6x2+1', order: 'cabrera' } as const;
    const images = { ...dataReport().images, drawn: 6 };
    const { actions, saved } = await open(dataReport({ settings: { ...DEFAULT_DATA_SETTINGS, sheet }, images }));
    actions.saveSchema();
    const text = (await saved[0]?.text()) ?? '';
    expect(JSON.parse(text)).toMatchObject({ files: { sheet } });

    const other = await open(dataReport({ images }));
    const loading = other.actions.loadSchema(new File([text], 'schema.json'));
    expect((await vi.waitFor(() => other.port.command('configureData'))).input).toMatchObject({ sheet });
    await other.port.reply('configureData', dataReport({ images }));
    await loading;
  });

  it('is read in two steps where other columns come of it', async () => {
    const tables = ['a/new.xlsx › ECGs', 'a/new.xlsx › Words'];
    const { port, actions } = await open(dataReport({ tables, columns: [columnReport({ name: 'a|b' })] }));
    const column = { name: 'b', role: 'target', type: 'binary', threshold: null } as const;
    const loading = actions.loadSchema(fileOf({ columns: [column], rules: [], files: FILES }));
    // What reads such files is loaded with the first of them.
    const first = (await vi.waitFor(() => port.command('configureData'))).input;
    expect(first).toMatchObject({ table: 'a/new.xlsx › ECGs', text: { separator: '|' }, columns: [], sameOnce: true });
    await port.reply('configureData', dataReport({ tables, columns: [columnReport({ name: 'b' })], settings: first }));
    await settle();
    const second = port.command('configureData').input;
    expect(second).toEqual({ ...first, columns: [column], pairing: { ...FILES.pairing, orderConfirmed: false } });
    await port.reply('configureData', dataReport({ tables, settings: second }));
    expect(await loading).toEqual({ applied: 1, unknown: [] });
  });

  it('of an older version leaves all that as it is', async () => {
    const settings = { ...DEFAULT_DATA_SETTINGS, sameOnce: true, pairing: { ...FILES.pairing, orderConfirmed: false } };
    const { port, actions } = await open(dataReport({ settings }));
    const loading = actions.loadSchema(fileOf({ columns: [], rules: [] }));
    // And it knows of no rules that are not to be kept.
    expect((await vi.waitFor(() => port.command('configureData'))).input).toEqual({ ...settings, learned: [] });
    await port.reply('configureData', dataReport({ settings }));
    await loading;
  });
});

/** What a visitor decided of one column. */
const decided = (name: string) => ({ name, role: 'drop', type: 'integer', threshold: null }) as const;

describe('undo on the Check step', () => {
  it('takes back one change after another, and no more than there were', async () => {
    const columns = [columnReport({ name: 'age' })];
    const { port, actions, store } = await open(dataReport({ columns }));
    const change = async (settings: DataSettings): Promise<void> => {
      void actions.configureData(settings);
      await settle();
      await port.reply('configureData', dataReport({ columns, settings }));
    };
    actions.openStep('check');
    await change({ ...DEFAULT_DATA_SETTINGS, columns: [decided('age')] });
    await change({ ...DEFAULT_DATA_SETTINGS, columns: [decided('age')], sameOnce: true });
    for (const wanted of [{ ...DEFAULT_DATA_SETTINGS, columns: [decided('age')] }, DEFAULT_DATA_SETTINGS]) {
      void actions.undoChange();
      await settle();
      expect(port.command('configureData').input).toEqual(wanted);
      await port.reply('configureData', dataReport({ columns, settings: wanted }));
    }
    expect(beforeLastChange(store.getState())).toBeNull();
  });

  it('has nothing to take back of a change that was refused, nor of one made before other files were read', async () => {
    const columns = [columnReport({ name: 'age' })];
    const { port, actions, store } = await open(dataReport({ columns }));
    actions.openStep('check');
    void actions.configureData({ ...DEFAULT_DATA_SETTINGS, columns: [decided('age')] });
    await settle();
    await port.fail('configureData', { code: 'unexpected', params: { detail: '' } });
    expect(beforeLastChange(store.getState())).toBeNull();
    const settings = { ...DEFAULT_DATA_SETTINGS, sameOnce: true };
    void actions.configureData(settings);
    await settle();
    await port.reply('configureData', dataReport({ columns, settings }));
    expect(beforeLastChange(store.getState())).toEqual(DEFAULT_DATA_SETTINGS);
    actions.openStep('data');
    void actions.configureData({ ...settings, text: { ...AUTO_TEXT_FORMAT, separator: '|' } });
    await settle();
    expect(store.getState().decided).toEqual([]);
  });
});
