/**
 * What the built site needs to work without a network: a plugin of the bundler that lists every file of the build with its hash,
 * bundles the service worker with that list, and writes the policy of the site into the page.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';
import type { SiteFiles } from '../src/offline/messages.ts';
import { PAGE_POLICY } from '../src/offline/policy.ts';

export const SERVICE_WORKER = 'service-worker.js';
const SOURCE = fileURLToPath(new URL('../src/offline/service-worker.ts', import.meta.url));
/** Bytes above which a file beside the page, which is no part of its code, comes last. */
const LARGE = 1_000_000;

interface BuiltFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

function filesIn(folder: string): BuiltFile[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path).replaceAll('\\', '/'), content: readFileSync(path) }));
}

/** Files by their path, as the service worker is given them. */
export function listFiles(files: readonly BuiltFile[]): SiteFiles {
  const needed: Record<string, string> = {};
  const large: Record<string, string> = {};
  for (const { path, content } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const hash = `sha256-${createHash('sha256').update(content).digest('base64')}`;
    const isPart = path.startsWith('assets/');
    (content.length > LARGE && !isPart ? large : needed)[path] = hash;
  }
  const version = createHash('sha256').update(JSON.stringify({ needed, large })).digest('hex').slice(0, 12);
  return { version, needed, large };
}

/** One script without imports: not every browser lets a service worker be a module. */
async function bundleWorker(files: SiteFiles): Promise<string> {
  const built = (await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { SITE_FILES: JSON.stringify(files) },
    build: {
      write: false,
      target: 'es2023',
      reportCompressedSize: false,
      rolldownOptions: { input: SOURCE, output: { format: 'iife' } },
    },
  })) as Rolldown.RolldownOutput;
  return built.output[0].code;
}

export function offlineBuild(): Plugin {
  let publicFolder = '';
  return {
    name: 'offline-build',
    apply: 'build',
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle: {
      // Behind all that write files.
      order: 'post',
      async handler(_, bundle) {
        const made = Object.values(bundle).map((file) => ({
          path: file.fileName,
          content: file.type === 'chunk' ? file.code : file.source,
        }));
        const files = listFiles([...made, ...filesIn(publicFolder)]);
        this.emitFile({ type: 'asset', fileName: SERVICE_WORKER, source: await bundleWorker(files) });
      },
    },
  };
}
