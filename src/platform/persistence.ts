/** Asks the browser not to clear this site's storage by itself when the disk gets full. Chrome decides without a question. */
export async function requestPersistence(): Promise<boolean> {
  return 'storage' in navigator && (await navigator.storage.persist());
}
