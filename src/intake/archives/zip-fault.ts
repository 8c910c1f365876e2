/** Why an archive is refused. `entry`: the name in the archive, empty where the archive itself is at fault. */
export class ZipFault extends Error {
  readonly kind: 'not-a-zip' | 'damaged' | 'unsafe' | 'unsupported' | 'encrypted' | 'twice';
  readonly entry: string;
  /** How an `unsupported` entry is compressed: a number of PKWARE's APPNOTE.TXT 4.4.5. */
  readonly method: number | null;

  constructor(kind: ZipFault['kind'], entry: string, what: string, method: number | null = null) {
    super(`${entry === '' ? 'the archive' : entry}: ${what}`);
    this.name = 'ZipFault';
    this.kind = kind;
    this.entry = entry;
    this.method = method;
  }
}
