/** Hands a file to the browser's download list. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Large files are still being copied when `click` returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
