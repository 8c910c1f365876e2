/** The built site: building it when its sources are newer, and serving it on this computer with the right headers. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', 'package-lock.json'];
export const DEFAULT_PORT = 4173;

function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  // A folder's own time changes when a file in it is removed.
  return Math.max(found.mtimeMs, ...inside);
}

function isStale(): boolean {
  const built = join(ROOT, 'dist', 'index.html');
  if (!existsSync(built)) return true;
  const time = statSync(built).mtimeMs;
  return SOURCES.map((name) => join(ROOT, name)).some((path) => existsSync(path) && newest(path) > time);
}

/** Builds `dist/` if there is none or a source is newer. */
export async function buildIfStale(): Promise<void> {
  if (isStale()) await build({ root: ROOT, logLevel: 'warn' });
}

export interface Site {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves `dist/`, or another build's, on localhost, at `port` or the next free one. Headers stand in `vite.config.ts`. */
export async function serveSite(port = DEFAULT_PORT, dist = join(ROOT, 'dist')): Promise<Site> {
  if (!existsSync(join(dist, 'index.html'))) throw new Error(`${dist} holds no index.html: it is no build.`);
  const server = await preview({
    root: ROOT,
    logLevel: 'silent',
    build: { outDir: resolve(dist) },
    preview: { port, strictPort: false, host: 'localhost' },
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The server did not start. Is another program using every port?');
  return { url, close: () => server.close() };
}
