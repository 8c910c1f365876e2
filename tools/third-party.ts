/**
 * The licences of everything that the built site is made of: libraries, fonts, WebAssembly. A plugin of the bundler that looks at
 * what was bundled, workers included, and writes one text file beside the site.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

export const NOTICES = 'third-party-notices.txt';

/** What lies inside files that packages ship already bundled, so that no module names it. */
const INSIDE: Readonly<Record<string, readonly string[]>> = { jszip: ['pako', 'lie', 'immediate', 'setimmediate'] };

/** Folders of packages whose files have licences of their own: fonts and decoders beside pdf.js. */
const LICENSED: Readonly<Record<string, readonly string[]>> = { 'pdfjs-dist': ['standard_fonts', 'wasm'] };

/** Compiled into the WebAssembly of TensorFlow.js, which comes without their texts. */
const COMPILED = `XNNPACK, pthreadpool and cpuinfo (in the WebAssembly of @tensorflow/tfjs-backend-wasm)
Licences: BSD-3-Clause (XNNPACK), BSD-2-Clause (pthreadpool, cpuinfo)

Copyright (c) Facebook, Inc. and its affiliates. Copyright 2019 Google LLC. Copyright (c) 2017 Georgia Institute of Technology.

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
conditions are met:
1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
   disclaimer in the documentation and/or other materials provided with the distribution.
3. (XNNPACK) Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote
   products derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT
NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL
THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
(INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE
OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
`;

/** The folder of the package that a module lies in; null where it is ours. */
export function packageFolder(module: string): string | null {
  const path = module.replaceAll('\\', '/').replace(/^\0+/u, '').replace(/\?.*$/u, '');
  const found = /^(?<folder>.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(path)?.groups?.['folder'];
  return found !== undefined && existsSync(join(found, 'package.json')) ? found : null;
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

function read(folder: string): Package {
  const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const texts = ['.', ...(LICENSED[json.name] ?? [])].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((file) => /^(licen[cs]e|notice|copying)/iu.test(file))
      .sort()
      .map((file) => readFileSync(join(folder, part, file), 'utf8').trim()),
  );
  const license = json.license ?? 'see below';
  return { name: json.name, version: json.version, license, text: texts.join('\n\n') };
}

/** The text, of all packages with modules in it. */
export function notices(folders: Iterable<string>): string {
  const all = new Map<string, Package>();
  for (const folder of folders) {
    const found = read(folder);
    all.set(`${found.name} ${found.version}`, found);
    for (const inner of INSIDE[found.name] ?? []) {
      const nested = join(folder, 'node_modules', inner);
      const inside = read(existsSync(nested) ? nested : join(dirname(folder), inner));
      all.set(`${inside.name} ${inside.version}`, inside);
    }
  }
  const parts = [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, { license, text }]) => [title, `Licence: ${license}`, ...(text === '' ? [] : ['', text])].join('\n'));
  const line = `\n\n${'-'.repeat(100)}\n\n`;
  return `What this site is made of, and under which licences.${line}${[...parts, COMPILED].join(line)}`;
}

/** One for the page and one for its workers, which are bundled first: `page` writes what both have seen. */
export function thirdParty(): { readonly page: () => Plugin; readonly worker: () => Plugin } {
  const folders = new Set<string>();
  const collect = (modules: Iterable<string>): void => {
    for (const module of modules) {
      const folder = packageFolder(module);
      if (folder !== null) folders.add(folder);
    }
  };
  return {
    worker: () => ({
      name: 'third-party-of-workers',
      generateBundle() {
        collect(this.getModuleIds());
      },
    }),
    page: () => ({
      name: 'third-party',
      // Which packages there are shows when they are bundled.
      configureServer(server) {
        server.middlewares.use(`/${NOTICES}`, (_, response) => {
          response.setHeader('content-type', 'text/plain');
          response.end('Written with the site: npm run build.');
        });
      },
      generateBundle() {
        collect(this.getModuleIds());
        this.emitFile({ type: 'asset', fileName: NOTICES, source: notices(folders) });
      },
    }),
  };
}
