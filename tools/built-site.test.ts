/** The site as it is built: what a visitor must wait for, what is loaded later, and whose licences it carries. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { PAGE_POLICY } from '../src/offline/policy.ts';
import { SERVICE_WORKER } from './offline-build.ts';
import budget from './size-budget.json' with { type: 'json' };
import { ROOT } from './site.ts';
import { NOTICES } from './third-party.ts';

/** Files by their name in `assets/`, or beside it. */
const files = new Map<string, string | Uint8Array>();
/** Modules whose code is in the site, workers included. */
const modules = new Set<string>();
/** Those of the page alone, also of what it loads later. */
const ofPage = new Set<string>();

function nameOf(start: string, end: string): string {
  const found = [...files.keys()].find((name) => name.startsWith(start) && name.endsWith(end));
  if (found === undefined) throw new Error(`no file ${start}…${end}`);
  return found;
}

const textOf = (name: string): string => String(files.get(name));

/** A script and all that must be there before it begins. */
function withStatic(name: string, all = new Set<string>()): Set<string> {
  if (all.has(name)) return all;
  all.add(name);
  for (const [, needed = ''] of textOf(name).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/gu))
    withStatic(needed, all);
  return all;
}

const gzipped = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(files.get(name) ?? '').length, 0);

const hashOf = (content: string | Uint8Array): string =>
  `sha256-${createHash('sha256').update(content).digest('base64')}`;

const seeModules = (...seen: readonly Set<string>[]) => ({
  name: 'see-modules',
  generateBundle(_: unknown, bundle: Rolldown.OutputBundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const ids = Object.entries(file.modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : []));
      for (const id of ids) for (const set of seen) set.add(id.replaceAll('\\', '/'));
    }
  },
});

beforeAll(async () => {
  // As for visitors, not as for tests.
  vi.stubEnv('NODE_ENV', 'production');
  const outputs = (await build({
    root: ROOT,
    logLevel: 'error',
    build: { write: false, reportCompressedSize: false },
    plugins: [seeModules(modules, ofPage)],
    worker: { plugins: () => [seeModules(modules)] },
  })) as Rolldown.RolldownOutput;
  vi.unstubAllEnvs();
  for (const file of outputs.output) {
    files.set(file.fileName.replace(/^assets\//u, ''), file.type === 'chunk' ? file.code : file.source);
  }
}, 120_000);

describe('the built site', () => {
  it('is not heavier to begin with than its budget, in bytes after gzip', () => {
    const first = [...textOf('index.html').matchAll(/(?:src|href)="\.\/assets\/([^"]+)"/gu)].map(
      ([, name = '']) => name,
    );
    // One language belongs to it.
    const scripts = first.filter((name) => name.endsWith('.js'));
    const sizes = {
      page: Math.max(...['en-', 'ru-'].map((language) => gzipped([...scripts, nameOf(language, '.js')]))),
      styles: gzipped(first.filter((name) => name.endsWith('.css'))),
      studioWorker: gzipped(withStatic(nameOf('studio.worker', '.js'))),
    };
    expect(first.length).toBeGreaterThan(1);
    expect(sizes.page, JSON.stringify(sizes)).toBeLessThanOrEqual(budget.page);
    expect(sizes.styles, JSON.stringify(sizes)).toBeLessThanOrEqual(budget.styles);
    expect(sizes.studioWorker, JSON.stringify(sizes)).toBeLessThanOrEqual(budget.studioWorker);
  });

  it('has no TensorFlow on the page, which only counts networks', () => {
    const isTensorFlow = (id: string): boolean => id.includes('/@tensorflow/');
    expect([...ofPage].filter(isTensorFlow)).toEqual([]);
    expect([...modules].some(isTensorFlow)).toBe(true);
  });

  it('lists every file, as it is, for use without a network', () => {
    const worker = textOf(SERVICE_WORKER);
    const listed = new Map(
      [...worker.matchAll(/"?(?<path>[\w./-]+)"?:`(?<hash>sha256-[^`]+)`/gu)].map(({ groups }) => [
        groups?.['path'] ?? '',
        groups?.['hash'],
      ]),
    );
    const inPublic = readdirSync(join(ROOT, 'public'), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(listed.size).toBe(files.size - 1 + inPublic.length);
    for (const path of inPublic) {
      const name = relative(join(ROOT, 'public'), path).replaceAll('\\', '/');
      expect(listed.get(name), name).toBe(hashOf(readFileSync(path)));
    }
    for (const [name, content] of files) {
      if (name === SERVICE_WORKER) continue;
      const path = listed.has(name) ? name : `assets/${name}`;
      expect(listed.get(path), path).toBe(hashOf(content));
    }
    // What a classic service worker cannot have.
    expect(worker).not.toMatch(/\b(?:import|export)[\s{*]/u);
  });

  it('says its policy in the page as well', () => {
    expect(textOf('index.html').replaceAll('&#39;', "'")).toContain(PAGE_POLICY);
  });

  it('loads the language in use, and no other', () => {
    const having = (text: string): string[] =>
      [...files].filter(([, content]) => String(content).includes(text)).map(([name]) => name);
    // Once for the page, and once for the worker, which writes the data card.
    const isOf = (language: string) => (name: string) => name.startsWith(`${language}-`);
    for (const [language, words] of [
      ['en', 'Start with your patients'],
      ['ru', 'Начните со'],
    ] as const) {
      const found = having(words);
      expect(found.length).toBeLessThanOrEqual(2);
      expect(found.filter(isOf(language))).toEqual(found);
    }
    expect([...withStatic(nameOf('studio.worker', '.js'))].filter((name) => /^(?:en|ru)-/u.test(name))).toEqual([]);
  });

  it('has JSZip in the worker that packs, and nowhere else', () => {
    const having = [...files].filter(([, content]) => String(content).includes('JSZip v3')).map(([name]) => name);
    const uses = [...files].filter(
      ([name, content]) => name.endsWith('.js') && String(content).includes('generateInternalStream'),
    );
    expect([...having, ...uses.map(([name]) => name)]).not.toHaveLength(0);
    for (const [name] of uses) expect(name).toMatch(/^zip\.worker/u);
  });

  it('carries the licence of every package in it', () => {
    const notices = textOf(NOTICES);
    const packages = new Set(
      [...modules].flatMap((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(id)?.[1] ?? []),
    );
    expect(packages.size).toBeGreaterThan(20);
    for (const wanted of ['jszip', 'react-dom', '@tensorflow/tfjs-core', '@zip.js/zip.js'])
      expect(packages).toContain(wanted);
    // Fonts and WebAssembly have no code of their own in a script.
    const others = ['@fontsource-variable/inter', '@tensorflow/tfjs-backend-wasm', 'pako'];
    for (const name of [...packages, ...others])
      expect(notices).toMatch(new RegExp(`^${name.replaceAll('.', '\\.')} \\d+\\.\\d+`, 'mu'));
    expect(notices).toContain('SIL OPEN FONT LICENSE');
    expect(notices).not.toContain(ROOT);
  });
});
