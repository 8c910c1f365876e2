/** A PDF begins with its mark; what mail programs put before it may be a few hundred bytes long, where the name says what it is. */
export function isPdf(text: string, path: string): boolean {
  return text.startsWith('%PDF-') || (/\.pdf$/iu.test(path) && text.slice(0, 1024).includes('%PDF-'));
}
