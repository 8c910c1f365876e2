/**
 * Parts of the program that are fetched when they are first needed: code, and workers. A page that was left open while the site
 * was renewed asks for files that are no longer there; the visitor then reads that, and not what the browser says of it.
 */
import { AppError } from '../core/app-error.ts';

/** What browsers say where a module could not be fetched. */
const NOT_FETCHED = /dynamically imported module|importing a module script failed|failed to load module script/iu;

/** Asks for this very file again, past every cache: a renewed site has another in its place, or a page that says so. */
async function isReplaced(): Promise<boolean | 'unreachable'> {
  try {
    const { status, ok, headers } = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' });
    return status === 404 || status === 410 || (ok && /html/iu.test(headers.get('content-type') ?? ''));
  } catch {
    // Whatever it says, the server was not reached.
    return 'unreachable';
  }
}

/** Why a part could not be loaded: `newer-version`, `part-unreachable`, or what was thrown, where its file is not to blame. */
export async function partError(thrown: unknown): Promise<Error> {
  switch (await isReplaced()) {
    case true:
      return new AppError('newer-version', {}, thrown);
    case 'unreachable':
      return new AppError('part-unreachable', {}, thrown);
    case false:
      return thrown instanceof Error ? thrown : new Error(String(thrown));
  }
}

/** Whether a part of the program is missing, rather than a visitor's file broken. */
export function isPartMissing(thrown: unknown): boolean {
  return thrown instanceof AppError && (thrown.code === 'newer-version' || thrown.code === 'part-unreachable');
}

/** As thrown, or why a part is missing where that is the reason. */
export async function explained(thrown: unknown): Promise<unknown> {
  return thrown instanceof Error && NOT_FETCHED.test(thrown.message) ? partError(thrown) : thrown;
}

/** `load` is an `import()`. Rejects with `newer-version` or `part-unreachable` where its file cannot be had. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (thrown) {
    throw await explained(thrown);
  }
}
