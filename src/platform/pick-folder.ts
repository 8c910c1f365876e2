/** A folder the visitor picks to write into; only some browsers have it. */
interface Picker {
  showDirectoryPicker(options: { mode: 'readwrite'; id: string }): Promise<FileSystemDirectoryHandle>;
}

/** Null where the browser cannot. The function rejects with `AbortError` when the visitor picks none. */
export function folderPicker(): (() => Promise<FileSystemDirectoryHandle>) | null {
  if (!('showDirectoryPicker' in window)) return null;
  const picker = window as unknown as Picker;
  return () => picker.showDirectoryPicker({ mode: 'readwrite', id: 'synthetic-pairs' });
}
