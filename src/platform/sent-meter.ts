/**
 * Counts the bytes that leave through a request: every body given to fetch, XMLHttpRequest, sendBeacon or a WebSocket,
 * in the page and in its worker (which reports over a BroadcastChannel), and every request to another site.
 * It counts; the content security policy is what forbids.
 */

/** Worker → page: bytes of one more body. */
export const METER_CHANNEL = 'sent-meter';

export interface SentReport {
  readonly bytes: number;
  /** Hosts of other sites that something on the page asked, and how often. */
  readonly foreignRequests: number;
  readonly foreignHosts: readonly string[];
}

/** Bytes of a body; what has no size of its own counts as one byte, so that it is never nothing. */
export function bodyBytes(body: unknown): number {
  if (body === null || body === undefined) return 0;
  if (typeof body === 'string') return new TextEncoder().encode(body).byteLength;
  if (body instanceof Blob) return body.size;
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return body.byteLength;
  if (body instanceof URLSearchParams) return bodyBytes(body.toString());
  return 1;
}

/** Wraps the ways out of a page or worker. What they do is unchanged. */
export function meterScope(scope: typeof globalThis, onBytes: (bytes: number) => void): void {
  const count = (body: unknown): void => {
    const bytes = bodyBytes(body);
    if (bytes > 0) onBytes(bytes);
  };
  before(scope, 'fetch', ([input, init]) => {
    const body: unknown = isRecord(init) ? init['body'] : undefined;
    if (body === undefined && input instanceof Request && input.body !== null) onBytes(1);
    count(body);
  });
  before(scope.XMLHttpRequest?.prototype, 'send', ([body]) => count(body));
  before(scope.WebSocket?.prototype, 'send', ([data]) => count(data));
  before(scope.navigator, 'sendBeacon', ([, data]) => count(data));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Lets `look` see the arguments of a method before it runs. What is not there stays so. */
function before(owner: object | undefined, name: string, look: (args: readonly unknown[]) => void): void {
  const original: unknown = owner === undefined ? undefined : Reflect.get(owner, name);
  if (owner === undefined || typeof original !== 'function') return;
  const method = original;
  Reflect.set(owner, name, function metered(this: unknown, ...args: unknown[]): unknown {
    look(args);
    return Reflect.apply(method, this ?? owner, args);
  });
}

/** Starts counting in the page; `onChange` is told every new total, the first one at once. */
export function startSentMeter(onChange: (report: SentReport) => void): void {
  let bytes = 0;
  let foreignRequests = 0;
  const hosts = new Set<string>();
  const tell = (): void => onChange({ bytes, foreignRequests, foreignHosts: [...hosts] });
  const add = (more: number): void => {
    bytes += more;
    tell();
  };

  meterScope(globalThis, add);
  new BroadcastChannel(METER_CHANNEL).onmessage = (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'number') add(event.data);
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const url = URL.parse(entry.name, document.baseURI);
      if (url === null || !url.protocol.startsWith('http') || url.origin === location.origin) continue;
      foreignRequests += 1;
      hosts.add(url.host);
      tell();
    }
  }).observe({ type: 'resource', buffered: true });
  tell();
}
