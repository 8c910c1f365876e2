import { mutateJson } from '../../core/testing/mutate-json.ts';
import { englishTexts } from '../../i18n/english.ts';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { graphsOf } from '../../recipes/recipes.ts';
import { Rng } from '../../core/rng.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import { fitSchema } from '../../data/fit-schema.ts';
import { typedTexts } from '../../data/testing/typed.ts';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { oneFile } from '../../export/packer.ts';
import { ZipPacker } from '../../export/zip-packer.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { readState, type State } from '../../gan/testing/toy-run.ts';
import { paperNetworks, paperStep } from '../../recipes/paper/step.ts';
import { BlobSink } from '../blob-sink.ts';
import { exportModel } from './model-export.ts';
import { openModel } from './model-import.ts';
import type { TrainedModel } from './trained-model.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const kernels = new CpuKernels();
const config = { ...QUICK_LOOK, width: 0.01, batch: 4, seed: 3, holdout: 0 };
const work = {
  signal: new AbortController().signal,
  onProgress: (): void => {},
  openPacker: () => new ZipPacker(),
};

const { schema } = fitSchema([
  {
    setting: { name: 'возраст', role: 'feature', type: 'integer', threshold: null },
    cells: typedTexts(['40', '62', '71', '55']),
  },
  {
    setting: { name: 'class', role: 'target', type: 'categorical', threshold: null },
    cells: typedTexts(['I', 'II', 'III', 'I']),
  },
]);

let saved: { readonly full: Blob; readonly generator: Blob; readonly state: State };

/** A model that has been trained a little, so that moving averages and moments are not the initial ones. */
beforeAll(async () => {
  await tf.setBackend('cpu');
  const gan = await JointGan.initial(config, schema.width, kernels);
  const rng = new Rng(1, 905);
  const input = {
    realImages: tf.tensor4d(rng.normals(4 * 64 * 64), [4, 64, 64, 1]),
    realRows: tf.tensor2d(rng.normals(4 * schema.width), [4, schema.width]),
    noise: tf.tensor2d(rng.normals(400), [4, 100]),
  };
  for (const step of [1, 2]) paperStep(kernels, paperNetworks(gan.networks), { ...input, seed: 1, step }).dispose();
  tf.dispose(Object.values(input));
  const model = {
    gan,
    config,
    schema,
    counts: { patients: 9, setAside: 2 },
    source: 'files',
    epoch: 5,
    steps: 15,
  } as unknown as TrainedModel;
  saved = {
    full: (await exportModel(model, true, work)).blob,
    generator: (await exportModel(model, false, work)).blob,
    state: await readState(gan),
  };
  gan.dispose();
});

async function load(blob: Blob, use: 'train' | 'generate' = 'train'): Promise<State> {
  const gan = await (await openModel(blob, 'model.zip')).load(kernels, use);
  try {
    return await readState(gan);
  } finally {
    gan.dispose();
  }
}

async function zipOf(names: readonly string[]): Promise<Blob> {
  const sink = new BlobSink();
  const zip = new ZipPacker();
  names.forEach((name, i) => zip.add(oneFile(name, Uint8Array.of(i))));
  await zip.write(async (piece) => sink.write(piece));
  return sink.toBlob('');
}

async function refusal(blob: Blob): Promise<AppError> {
  const tensors = tf.memory().numTensors;
  try {
    await load(blob);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(tf.memory().numTensors).toBe(tensors);
    return error as AppError;
  }
  throw new Error('it was opened');
}

/** The archive with some entries replaced (null: left out), packed by another program. */
async function repacked(
  change: Readonly<Record<string, ((old: Uint8Array) => Uint8Array | string) | null>>,
  more: Readonly<Record<string, string>> = {},
): Promise<Blob> {
  const zip = await JSZip.loadAsync(await saved.full.arrayBuffer());
  for (const [name, make] of Object.entries(change)) {
    const old = await zip.file(name)?.async('uint8array');
    if (old === undefined) throw new Error(`no ${name}`);
    if (make === null) zip.remove(name);
    else zip.file(name, make(old));
  }
  for (const [name, text] of Object.entries(more)) zip.file(name, text);
  return new Blob([await zip.generateAsync({ type: 'arraybuffer', compression: 'DEFLATE' })]);
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const edit =
  (change: (json: Record<string, unknown>) => void) =>
  (old: Uint8Array): string => {
    const json = JSON.parse(text(old)) as Record<string, unknown>;
    change(json);
    return JSON.stringify(json);
  };

describe('a model comes back as it was saved', () => {
  it('every weight, moving average and moment, to the last bit', async () => {
    const opened = await openModel(saved.full, 'model.zip');
    expect(opened).toMatchObject({ config, schema, epoch: 5, steps: 15, full: true });
    expect(opened.trainedOn).toEqual({ patients: 9, setAside: 2, source: 'files' });
    expect(await load(saved.full)).toEqual(saved.state);
  });

  it('packed again by another program, compressed', async () => {
    const again = await repacked({});
    expect(again.size).toBeLessThan(saved.full.size);
    expect(await load(again)).toEqual(saved.state);
  });

  it('packed again as a folder, on a Mac', async () => {
    const zip = await JSZip.loadAsync(await saved.full.arrayBuffer());
    const folder = new JSZip();
    for (const file of Object.values(zip.files)) folder.file(`my model/${file.name}`, await file.async('uint8array'));
    folder.file('__MACOSX/my model/._manifest.json', 'x');
    expect(await load(new Blob([await folder.generateAsync({ type: 'arraybuffer' })]))).toEqual(saved.state);
  });

  it.each(['full', 'generator'] as const)('to make pairs from the %s: its weights, and nothing else', async (kind) => {
    const { generator } = graphsOf(config, schema.width);
    const state = await load(saved[kind], 'generate');
    expect([...state.keys()]).toEqual(generator.variables.map(({ name }) => `generator/value/${name}`));
    for (const [name, values] of state) expect(values).toEqual(saved.state.get(name));
  });

  it('but without the discriminator there is no training, and no file that claims it', async () => {
    const opened = await openModel(saved.generator, 'model.zip');
    expect(opened.full).toBe(false);
    await expect(load(saved.generator, 'train')).rejects.toThrow('model-not-full');
    const gan = await opened.load(kernels, 'generate');
    const { trainedOn } = opened;
    const { source, ...counts } = trainedOn;
    const model = { ...opened, gan, counts, source } as unknown as TrainedModel;
    await expect(exportModel(model, true, work)).rejects.toThrow('model-not-full');
    const again = await exportModel(model, false, work);
    expect(await again.blob.arrayBuffer()).toEqual(await saved.generator.arrayBuffer());
    gan.dispose();
  });

  it('unless it is cancelled: then no tensors are left', async () => {
    const opened = await openModel(saved.full, 'model.zip');
    const controller = new AbortController();
    const before = tf.memory().numTensors;
    const onProgress = ({ done }: { readonly done: number }): void => {
      if (done === 20) controller.abort();
    };
    const loading = opened.load(kernels, 'train', { signal: controller.signal, onProgress });
    await expect(loading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
    expect(tf.memory().numTensors).toBe(before);
  });
});

// Whoever opens a model may have it from anybody.
describe('a foreign, broken or hostile model is refused, with the reason', () => {
  it.each<[string, () => Promise<Blob> | Blob, string]>([
    ['no ZIP', () => new Blob(['hello']), 'model-not-zip'],
    ['an empty file', () => new Blob([]), 'model-not-zip'],
    ['cut off', () => saved.full.slice(0, saved.full.size - 30), 'model-not-zip'],
    [
      'another ZIP',
      async () => new Blob([await new JSZip().file('a.txt', 'x').generateAsync({ type: 'arraybuffer' })]),
      'model-foreign',
    ],
    ['a manifest of something else', () => repacked({ 'manifest.json': () => '{"format":"x"}' }), 'model-foreign'],
    ['a manifest that is no JSON', () => repacked({ 'manifest.json': () => '{' }), 'model-damaged'],
    ['another version', () => repacked({ 'manifest.json': edit((m) => (m['formatVersion'] = 2)) }), 'model-version'],
    [
      'an impossible size',
      () => repacked({ 'manifest.json': edit((m) => Object.assign(m['options'] as object, { size: 100_000 })) }),
      'model-damaged',
    ],
    [
      'an impossible width',
      () => repacked({ 'manifest.json': edit((m) => Object.assign(m['options'] as object, { width: 1e9 })) }),
      'model-damaged',
    ],
    [
      'another network than its weights',
      () => repacked({ 'manifest.json': edit((m) => Object.assign(m['options'] as object, { width: 0.02 })) }),
      'model-shape',
    ],
    [
      'other layers',
      () => repacked({ 'generator/model.json': (old) => text(old).replace('LeakyReLU', 'ReLU') }),
      'model-version',
    ],
    ['a missing file', () => repacked({ 'generator/trunk.kernel.bin': null }), 'model-incomplete'],
    ['a missing moment', () => repacked({ 'optimizer/discriminator/v.logit.bias.bin': null }), 'model-incomplete'],
    ['a short file', () => repacked({ 'generator/trunk.kernel.bin': (old) => old.slice(4) }), 'model-shape'],
    [
      'a longer file',
      () => repacked({ 'generator/trunk.kernel.bin': (old) => new Uint8Array(old.length + 4) }),
      'model-shape',
    ],
    [
      'weights that are not numbers',
      () =>
        repacked({
          'generator/row_1.bias.bin': (old) => new Uint8Array(new Float32Array(old.length / 4).fill(Number.NaN).buffer),
        }),
      'model-not-finite',
    ],
    [
      'infinite moments',
      () =>
        repacked({
          'optimizer/generator/m.row_1.bias.bin': (old) =>
            new Uint8Array(new Float32Array(old.length / 4).fill(Infinity).buffer),
        }),
      'model-not-finite',
    ],
    [
      'changed weights',
      () => repacked({ 'generator/row_1.bias.bin': (old) => old.with(0, (old[0] ?? 0) ^ 1) }),
      'model-damaged',
    ],
    ['something else inside', () => repacked({}, { 'run.exe': 'x' }), 'model-unsafe'],
    [
      'a schema that does not fit together',
      () => repacked({ 'schema.json': edit((s) => (s['width'] = 3)) }),
      'model-schema',
    ],
    [
      'rules that cannot be read',
      () => repacked({ 'schema.json': edit((s) => (s['rules'] = [{ kind: 'order', low: 'age' }])) }),
      'model-schema',
    ],
    [
      'a rule about a column that is not there',
      () =>
        repacked({
          'schema.json': edit((s) => (s['rules'] = [{ kind: 'range', column: 'pulse', min: null, max: 200 }])),
        }),
      'model-schema-column',
    ],
    [
      'a column that does not fit',
      () => repacked({ 'schema.json': edit((s) => Object.assign((s['columns'] as object[])[1] ?? {}, { offset: 0 })) }),
      'model-schema-column',
    ],
  ])('%s', async (_, make, code) => {
    expect((await refusal(await make())).code).toBe(code);
  });

  it.each(['../generator/x.bin', '/etc/passwd', 'C:\\x', 'a/../../b', 'generator/./x'])(
    'a name like %s',
    async (name) => {
      expect((await refusal(await zipOf([name]))).code).toBe('model-unsafe');
    },
  );

  it('the same name twice', async () => {
    // A writer refuses the same name, so one of the same length is written over.
    const once = new Uint8Array(await (await zipOf(['manifest.json', 'manifest.jsoX'])).arrayBuffer());
    const twice = once.map((byte, i) =>
      byte === 'X'.charCodeAt(0) && once[i - 1] === 'o'.charCodeAt(0) ? 'n'.charCodeAt(0) : byte,
    );
    expect((await refusal(new Blob([twice]))).code).toBe('model-unsafe');
  });

  it('one that would unpack to far more than its own size', async () => {
    const graphs = graphsOf({ ...config, width: 0.25 }, schema.width);
    const zip = await JSZip.loadAsync(await saved.generator.arrayBuffer());
    const manifest = (await zip.file('manifest.json')?.async('text')) ?? '';
    zip.file('manifest.json', manifest.replace('"width": 0.01', '"width": 0.25'));
    for (const { name, shape } of graphs.generator.variables) {
      zip.file(`generator/${name.replaceAll('/', '.')}.bin`, new Uint8Array(4 * shape.reduce((x, y) => x * y, 1)));
    }
    const bytes = await zip.generateAsync({ type: 'arraybuffer', compression: 'DEFLATE' });
    const { code, params } = await refusal(new Blob([bytes]));
    expect([code, params['entry']]).toEqual(['model-unsafe', '1 : 100']);
  });

  it.each([
    ['a negative variance', 'generator/trunk_norm.moving_variance.bin'],
    ['a negative second moment', 'optimizer/discriminator/v.logit.kernel.bin'],
  ])('%s', async (_, name) => {
    const negative = (old: Uint8Array): Uint8Array => {
      const values = new Float32Array(old.slice().buffer);
      values[0] = -1;
      return new Uint8Array(values.buffer);
    };
    expect((await refusal(await repacked({ [name]: negative }))).code).toBe('model-not-finite');
  });

  it('a file that is gone', async () => {
    class Gone extends Blob {
      override slice(): Blob {
        throw new DOMException('gone', 'NotReadableError');
      }
    }
    expect((await refusal(new Gone(['PK']))).code).toBe('file-unreadable');
  });

  // A few kilobytes that say they are a small file and unpack to a hundred megabytes.
  it('a file that unpacks to more than it says', async () => {
    const zip = new JSZip();
    zip.file('manifest.json', new Uint8Array(100 * 2 ** 20));
    const bytes = new Uint8Array(await zip.generateAsync({ type: 'arraybuffer', compression: 'DEFLATE' }));
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 6, true);
    view.setUint32(directory + 24, 1000, true);
    const before = process.memoryUsage().arrayBuffers;
    expect((await refusal(new Blob([bytes]))).code).toBe('model-damaged');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50e6);
  });

  it.each(['manifest.json', 'schema.json', 'generator/model.json'])(
    '%s changed anywhere: it opens, or one sentence says why not',
    async (name) => {
      const rng = new Rng(6, 906);
      const codes = new Set<string>();
      const { error: say } = englishTexts();
      for (let i = 0; i < 16; i++) {
        const changed = await repacked({
          [name]: (old) => JSON.stringify(mutateJson(JSON.parse(text(old)), rng)) ?? '',
        });
        try {
          await openModel(changed, 'model.zip');
          codes.add('opened');
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          expect(error.code).toMatch(/^model-/u);
          expect(say(error.toData())).not.toMatch(/…|undefined/u);
          codes.add(error.code);
        }
      }
      expect(codes.size).toBeGreaterThan(1);
    },
    60_000,
  );

  // The one thing that must never happen: a model that opens and is another one.
  it('bytes flipped or cut anywhere: the same model, or a refusal', async () => {
    const bytes = new Uint8Array(await saved.full.arrayBuffer());
    const rng = new Rng(4, 905);
    const codes = new Set<string>();
    for (let i = 0; i < 25; i++) {
      const broken = bytes.slice(0, rng.chance(0.2) ? rng.below(bytes.length) : bytes.length);
      // Half of them in the directory at the end, where every byte means something.
      const at = rng.chance(0.5) ? rng.below(broken.length) : Math.max(0, broken.length - 1 - rng.below(4000));
      broken[at] = rng.below(256);
      try {
        expect(await load(new Blob([broken]))).toEqual(saved.state);
        codes.add('same');
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.code).toMatch(/^model-|^zip-broken$/u);
        codes.add(error.code);
      }
    }
    expect(codes.size).toBeGreaterThan(2);
  });
});
