import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { OPTIONS } from './headless-options.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const docs = [
  'README.md',
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** What a merge leaves where two sides changed the same lines, also after a formatter has taken it for a quotation. */
const CONFLICT = /^(?:<{7}|>{7}|(?:> ){6,}>|(?:\| )?={7}(?:$| +\|))/mu;

it.each(docs)('%s holds no half-done merge', (name) => {
  expect(readFileSync(root + name, 'utf8')).not.toMatch(CONFLICT);
});

it('the README says what every option of the command line is, once', () => {
  const lines = readFileSync(`${root}README.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `--'));
  const said = lines.flatMap((line) =>
    [...(line.split(/(?<!\\)\|/u)[1] ?? '').matchAll(/--([a-z-]+)/gu)].map((match) => match[1]),
  );
  const options = Object.keys(OPTIONS);
  expect(new Set(said)).toEqual(new Set(options));
  expect(said).toHaveLength(options.length);
});
