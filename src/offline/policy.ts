/**
 * What the browser is told about the site: nothing may leave it, nobody may frame it, and it is isolated. Said by whatever
 * serves it: the server, the page itself where a host sends no headers, and the service worker.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval' blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** For `<meta http-equiv>`, where `frame-ancestors` would be passed over. */
export const PAGE_POLICY = CONTENT_SECURITY_POLICY.join('; ');

/** Cross-origin isolation gives the WebAssembly backend its threads. */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;

export const SITE_HEADERS = {
  ...ISOLATION_HEADERS,
  'Content-Security-Policy': [...CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;
