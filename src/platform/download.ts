/** Hands a file to the browser's download list. The result gives its memory back, at once instead of after a minute. */
export function download(blob: Blob, name: string): () => void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Large files are still being copied when `click` returns.
  const release = (): void => URL.revokeObjectURL(url);
  setTimeout(release, 60_000);
  return release;
}
