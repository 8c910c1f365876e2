/** The browser's own storage of the page's site, as files: to keep it, and to put it back into another browser. */
import type { Page } from 'playwright';

/** Every file below the site's root, by its path. */
export async function readStorage(page: Page): Promise<ReadonlyMap<string, Buffer>> {
  const files = await page.evaluate(async () => {
    const found: [string, string][] = [];
    const folders: [string, FileSystemDirectoryHandle][] = [['', await navigator.storage.getDirectory()]];
    for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
      const [path, folder] = next;
      for await (const [name, handle] of folder.entries()) {
        if (handle instanceof FileSystemDirectoryHandle) folders.push([`${path}${name}/`, handle]);
        if (!(handle instanceof FileSystemFileHandle)) continue;
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found.push([path + name, Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('')]);
      }
    }
    return found;
  });
  return new Map(files.map(([path, text]) => [path, Buffer.from(text, 'latin1')]));
}

/** To be called on a page of the site, before anything of it looks at its storage. */
export async function writeStorage(page: Page, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const written = [...files].map(([path, bytes]) => [path, bytes.toString('latin1')] as const);
  await page.evaluate(async (entries) => {
    for (const [path, text] of entries) {
      let folder = await navigator.storage.getDirectory();
      const names = path.split('/');
      for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
      const handle = await folder.getFileHandle(names.at(-1) ?? '', { create: true });
      const writer = await handle.createWritable();
      await writer.write(Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0));
      await writer.close();
    }
  }, written);
}
