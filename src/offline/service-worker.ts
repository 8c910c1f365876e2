/**
 * Keeps the whole site on the visitor's computer, so that it opens and works without a network, and gives its pages the headers
 * that a plain host does not send. It only ever asks for the files of the build, from where it came itself.
 *
 * Every version has a cache of its own. A new one is fetched as soon as there is one, but pages are opened from the version that
 * the visitor wanted last; older tabs find their files as long as they are open.
 */
import type { OfflineAnswer, OfflineRequest, SiteFiles } from './messages.ts';
import { SITE_HEADERS } from './policy.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build (`tools/offline-build.ts`). */
declare const SITE_FILES: SiteFiles;

const { version, needed, large } = SITE_FILES;
const FOLDER = self.registration.scope;
/** Other sites, and copies of this one in other folders, may share the host's storage. */
const PREFIX = `ecg-pair-studio ${FOLDER} `;
const CHOICE = `${PREFIX}choice`;
const START = 'index.html';
/** Fetched at the same time. */
const LANES = 6;

const cacheOf = (name: string): Promise<Cache> => caches.open(PREFIX + name);

/** The version that pages are opened from; null before the first is there. */
async function chosen(): Promise<string | null> {
  const kept = await (await caches.open(CHOICE)).match(FOLDER);
  const name = kept === undefined ? null : await kept.text();
  return name !== null && (await caches.has(PREFIX + name)) ? name : null;
}

async function choose(name: string): Promise<void> {
  await (await caches.open(CHOICE)).put(FOLDER, new Response(name));
}

/** What is named by its content is the same in every version that has it. */
const isNamedByContent = (path: string): boolean => path.startsWith('assets/');

async function fetchFile(path: string, integrity: string): Promise<Response> {
  const url = new URL(path, FOLDER);
  const kept = isNamedByContent(path) ? await caches.match(url) : undefined;
  if (kept !== undefined) return kept;
  const response = await fetch(url, { integrity, cache: isNamedByContent(path) ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** Puts the files into this version's cache, unless they are there. */
async function add(files: SiteFiles['needed']): Promise<void> {
  const cache = await cacheOf(version);
  const waiting = Object.entries(files);
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [path, integrity] = next;
      const url = new URL(path, FOLDER);
      if ((await cache.match(url)) === undefined) await cache.put(url, await fetchFile(path, integrity));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function install(): Promise<void> {
  await add(needed);
  if ((await chosen()) === null) await choose(version);
  // Pages go on with the version they show: which one that is does not depend on whose service worker it is.
  await self.skipWaiting();
}

/** Throws away the versions that neither are wanted nor could be. */
async function tidy(): Promise<void> {
  // One that is just being fetched is neither yet.
  if (self.registration.installing !== null) return;
  const wanted = new Set([CHOICE, PREFIX + version, PREFIX + String(await chosen())]);
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !wanted.has(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function isComplete(): Promise<boolean> {
  const cache = await cacheOf((await chosen()) ?? version);
  const found = await Promise.all(Object.keys(large).map((path) => cache.match(new URL(path, FOLDER))));
  return found.every((response) => response !== undefined);
}

async function answer(request: OfflineRequest): Promise<OfflineAnswer> {
  switch (request) {
    case 'complete': {
      // Beside others, a tab may show any version.
      const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      if (tabs.length <= 1) await tidy();
      await add(large);
      break;
    }
    case 'renew':
      await choose(version);
      break;
    case 'state':
      break;
    default:
      request satisfies never;
  }
  return { isNewer: (await chosen()) !== version, isComplete: await isComplete() };
}

/** The file as kept by the version that is shown, or by one that an older tab still shows. */
async function keptFile(path: string): Promise<Response | undefined> {
  const url = new URL(path, FOLDER);
  const name = await chosen();
  const first = name === null ? undefined : await (await cacheOf(name)).match(url);
  // A page is of one version, and never an older one.
  return first ?? (path === START ? undefined : caches.match(url));
}

async function respond(request: Request, path: string): Promise<Response> {
  const response = (await keptFile(path)) ?? (await fetch(request));
  // Where the browser itself has to follow, it must see the original.
  if (response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(SITE_HEADERS)) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** Below the site's folder; null where it is no file of ours: a host may have other sites in deeper folders. */
function pathOf(request: Request): string | null {
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname;
  if (request.method !== 'GET' || !address.startsWith(FOLDER)) return null;
  const path = address.slice(FOLDER.length);
  if (path === '') return START;
  return Object.hasOwn(needed, path) || Object.hasOwn(large, path) || isNamedByContent(path) ? path : null;
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(respond(event.request, path));
});
self.addEventListener('message', (event) => {
  const [port] = event.ports;
  const work = answer(event.data as OfflineRequest).then(
    (state) => port?.postMessage(state),
    // The page then knows as much as before it asked.
    () => port?.postMessage(null),
  );
  event.waitUntil(work);
});
