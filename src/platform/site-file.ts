/** Files that lie beside the page, fetched when they are first asked for. */
import { AppError } from '../core/app-error.ts';
import { partError } from './load-part.ts';

/** `name` in the folder of the page. Rejects with `newer-version` or `part-unreachable` where it cannot be had, or as `signal` says. */
export async function siteFile(name: string, signal: AbortSignal): Promise<Blob> {
  let response: Response;
  let content: Blob;
  try {
    response = await fetch(new URL(name, document.baseURI), { signal });
    // What breaks off on the way counts as not reached.
    content = await response.blob();
  } catch (thrown) {
    throw signal.aborted ? thrown : await partError(thrown);
  }
  // A host may answer with its start page in place of a file that is gone.
  const isPage = /html/iu.test(response.headers.get('content-type') ?? '');
  if (!response.ok || isPage) throw new AppError('newer-version');
  return content;
}
