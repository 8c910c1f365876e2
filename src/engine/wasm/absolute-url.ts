/** Addresses of the backend's own files, as a worker started from a blob needs them. */

/** A relative address means the folder of the built files, not the blob that the worker was started from. */
export function absolute(url: string): string {
  return new URL(url, import.meta.url).href;
}
