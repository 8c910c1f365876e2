/** Workers that the studio worker starts: from a blob, like itself, so that the page's policy binds them too. */
import { partError } from '../platform/load-part.ts';

export interface BlobWorkers {
  readonly start: () => Worker;
  /** No more are started. */
  readonly release: () => void;
}

/** `address`: of the built file, as `?worker&url` gives it. */
export function blobWorkers(address: string, name: string): BlobWorkers {
  const script = `import ${JSON.stringify(new URL(address, import.meta.url).href)};`;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return {
    start: () => new Worker(url, { type: 'module', name }),
    release: () => URL.revokeObjectURL(url),
  };
}

/** Why a worker ended. Where its file could not be loaded the browser says nothing. */
export async function workerError({ message }: { readonly message?: string }): Promise<Error> {
  const ended = new Error(message || 'a worker ended');
  return message ? ended : partError(ended);
}
