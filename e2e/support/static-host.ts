/** A plain static host: the build in a subfolder, without any header of ours. It can be renewed, lose files, and go away. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

export interface StaticHost {
  readonly address: string;
  /** The site was renewed: the files of a page that is open are gone. */
  readonly loseAssets: (areLost: boolean) => void;
  /** Puts another version there: the same page, with a line more in its head. */
  readonly renew: (line: string) => void;
  readonly close: () => Promise<void>;
}

export async function startStaticHost(): Promise<StaticHost> {
  const changed = new Map<string, string>();
  let areLost = false;
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname).replace(/^\/some\/folder/u, '');
    try {
      if (areLost && path.startsWith('/assets/')) throw new Error('gone');
      const file = path === '/' ? '/index.html' : path;
      response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
      response.end(changed.get(file) ?? readFileSync(join('dist', file)));
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const info = server.address();
  const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  return {
    address: `http://127.0.0.1:${typeof info === 'object' && info !== null ? info.port : 0}/some/folder/`,
    loseAssets: (lost) => {
      areLost = lost;
    },
    renew: (line) => {
      const page = readFileSync(join('dist', 'index.html'), 'utf8');
      const next = page.replace('</head>', `${line}</head>`);
      const worker = readFileSync(join('dist', 'service-worker.js'), 'utf8');
      const version = /version:`(?<name>\w+)`/u.exec(worker)?.groups?.['name'] ?? '';
      if (version === '' || !worker.includes(hashOf(page)))
        throw new Error('the service worker does not list the page');
      changed.set('/index.html', next);
      changed.set('/service-worker.js', worker.replace(version, 'next').replace(hashOf(page), hashOf(next)));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
