import { describe, expect, it } from 'vitest';
import { Rng } from '../rng.ts';
import { AS_PUBLISHED } from '../run-config.ts';
import { mutateJson } from '../testing/mutate-json.ts';
import { ManifestError, parseManifest } from './model-manifest.ts';

const WRITTEN = {
  format: 'ecg-pair-studio/model',
  formatVersion: 1,
  appVersion: '0.1.0',
  recipe: 'paper',
  options: AS_PUBLISHED,
  seed: 1,
  epoch: 12,
  steps: 1234,
  unfinishedEpoch: { step: 3, generatorLoss: 2.5, discriminatorLoss: 0.75 },
  reseeds: 2,
  full: true,
  trainedOn: { patients: 80, setAside: 20, source: 'demo' },
  generatorSha256: 'ab'.repeat(32),
};

const without = (name: string): unknown => Object.fromEntries(Object.entries(WRITTEN).filter(([key]) => key !== name));

function fault(value: unknown): string {
  try {
    parseManifest(value);
  } catch (error) {
    if (error instanceof ManifestError) return error.kind;
    throw error;
  }
  return 'none';
}

describe('the manifest of a model', () => {
  it('is read as it was written', () => {
    expect(parseManifest(WRITTEN)).toEqual({
      formatVersion: 1,
      options: AS_PUBLISHED,
      epoch: 12,
      steps: 1234,
      unfinishedEpoch: { step: 3, losses: { generatorLoss: 2.5, discriminatorLoss: 0.75 } },
      reseeds: 2,
      chosen: null,
      full: true,
      trainedOn: { patients: 80, setAside: 20, source: 'demo' },
      generatorSha256: 'ab'.repeat(32),
    });
  });

  it('says which epoch the generator is of, where training goes on from a later one', () => {
    const chosen = { epoch: 9, steps: 900, reseeds: 0, score: 0.9 };
    expect(parseManifest({ ...WRITTEN, chosen })).toMatchObject({ epoch: 12, chosen });
    expect(fault({ ...WRITTEN, chosen: { ...chosen, epoch: 'nine' } })).toBe('damaged');
  });

  it('of the first versions puts nobody aside, and had no trouble', () => {
    const { holdout: _, fit: __, ...options } = AS_PUBLISHED;
    const old = { ...WRITTEN, options, trainedOn: { patients: 80, source: 'files' }, reseeds: undefined };
    expect(parseManifest({ ...old, unfinishedEpoch: undefined })).toMatchObject({
      options: { holdout: 0, fit: 'stretch' },
      unfinishedEpoch: null,
      reseeds: 0,
      trainedOn: { setAside: 0, source: 'files' },
    });
  });

  it.each([
    ['nothing', null, 'foreign'],
    ['a list', [], 'foreign'],
    ['another format', { ...WRITTEN, format: 'x' }, 'foreign'],
    ['a later format', { ...WRITTEN, formatVersion: 3 }, 'version'],
    ['a recipe of later versions', { ...WRITTEN, options: { ...AS_PUBLISHED, recipe: 'later' } }, 'version'],
    ['an impossible width', { ...WRITTEN, options: { ...AS_PUBLISHED, width: 1e9 } }, 'damaged'],
    ['no options', without('options'), 'damaged'],
    ['half an epoch', { ...WRITTEN, epoch: 0.5 }, 'damaged'],
    ['a loss in words', { ...WRITTEN, unfinishedEpoch: { step: 1, generatorLoss: 'low' } }, 'damaged'],
    ['no hash', without('generatorSha256'), 'damaged'],
    ['whether it is full, in words', { ...WRITTEN, full: 'true' }, 'damaged'],
  ])('%s is refused as such', (_, value, kind) => {
    expect(fault(value)).toBe(kind);
  });

  it('changed anywhere it is read, or one fault is told', () => {
    const rng = new Rng(9, 1);
    const seen = new Set<string>();
    for (let i = 0; i < 3000; i++) seen.add(fault(mutateJson(WRITTEN, rng)));
    expect([...seen].sort()).toEqual(['damaged', 'foreign', 'none', 'version']);
  });
});
