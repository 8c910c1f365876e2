/** A small writer of PDFs as carts make them: lines in millimetres, text, pictures; for tests only. */
import { joinBytes } from '../../../../core/join-bytes.ts';

const POINTS = 72 / 25.4;

export class PdfPageWriter {
  readonly width: number;
  readonly height: number;
  #content = '';

  /** Millimetres; A4 across. */
  constructor(width = 297, height = 210) {
    [this.width, this.height] = [width, height];
  }

  get content(): string {
    return this.#content;
  }

  #at(x: number, y: number): string {
    return `${(x * POINTS).toFixed(2)} ${((this.height - y) * POINTS).toFixed(2)}`;
  }

  /** Points from the upper left corner, in millimetres. */
  lines(points: readonly (readonly [number, number])[], width: number, colour = '0 0 0'): this {
    const [first = [0, 0], ...rest] = points;
    const way = rest.map(([x, y]) => `${this.#at(x, y)} l`).join('\n');
    this.#content += `${colour} RG ${(width * POINTS).toFixed(3)} w ${this.#at(first[0], first[1])} m\n${way} S\n`;
    return this;
  }

  /** `size` in millimetres; `font` is F1 (Helvetica) or F2 (Times). */
  text(text: string, x: number, y: number, size = 3.5, font = 'F1'): this {
    const escaped = text.replaceAll(/[()\\]/gu, String.raw`\$&`);
    this.#content += `BT /${font} ${(size * POINTS).toFixed(2)} Tf ${this.#at(x, y)} Td (${escaped}) Tj ET\n`;
    return this;
  }

  /** A page of an ECG: grid, six strips of beats, the names of leads. */
  ecg(): this {
    for (let x = 10; x <= 285; x += 5) this.lines([[x, 50], [x, 200]], 0.1, '1 0.7 0.7'); // oxfmt-ignore
    for (let y = 50; y <= 200; y += 5) this.lines([[10, y], [285, y]], 0.1, '1 0.7 0.7'); // oxfmt-ignore
    ['I', 'II', 'III', 'aVR', 'aVL', 'V1'].forEach((lead, strip) => {
      const zero = 65 + 24 * strip;
      this.text(lead, 12, zero - 8);
      const beats = Array.from({ length: 1000 }, (_, i): [number, number] => {
        const phase = i % 80;
        const height = phase === 20 ? 12 : phase === 22 ? -4 : 2 * Math.exp(-(((phase - 45) / 6) ** 2));
        return [12 + 0.27 * i, zero - height];
      });
      this.lines(beats, 0.3);
    });
    return this;
  }
}

/** Objects of the file → its bytes. */
function assemble(objects: readonly (string | Uint8Array)[][]): Uint8Array<ArrayBuffer> {
  const encode = (part: string | Uint8Array): Uint8Array =>
    typeof part === 'string' ? Uint8Array.from(part, (c) => c.charCodeAt(0)) : part;
  const pieces: Uint8Array[] = [encode('%PDF-1.7\n')];
  const places: number[] = [];
  let at = pieces[0]?.length ?? 0;
  const add = (part: string | Uint8Array): void => {
    const bytes = encode(part);
    pieces.push(bytes);
    at += bytes.length;
  };
  objects.forEach((parts, i) => {
    places.push(at);
    add(`${i + 1} 0 obj\n`);
    parts.forEach(add);
    add('\nendobj\n');
  });
  const start = at;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`);
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return joinBytes(pieces);
}

export interface PdfPicture {
  /** Of the stream's dictionary, such as its filter and size. */
  readonly dictionary: string;
  readonly bytes: Uint8Array;
}

/** A page each; a picture fills its page. */
export function writePdf(pages: readonly (PdfPageWriter | PdfPicture)[]): Uint8Array<ArrayBuffer> {
  // Catalogue, pages, two fonts, then three objects a page: itself, its content, its picture.
  const first = 5;
  const kids = pages.map((_, i) => `${first + 3 * i} 0 R`).join(' ');
  const objects: (string | Uint8Array)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    [`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`],
    ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    ['<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>'],
  ];
  pages.forEach((page, i) => {
    const own = first + 3 * i;
    const isDrawn = page instanceof PdfPageWriter;
    const [width, height] = isDrawn ? [page.width * POINTS, page.height * POINTS] : [842, 595];
    const content = isDrawn ? page.content : `q ${width} 0 0 ${height} 0 0 cm /X Do Q`;
    const resources = `/Font << /F1 3 0 R /F2 4 0 R >> /XObject << /X ${own + 2} 0 R >>`;
    objects.push(
      [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${own + 1} 0 R /Resources << ${resources} >> >>`,
      ],
      [`<< /Length ${content.length} >>\nstream\n${content}\nendstream`],
      isDrawn
        ? ['null']
        : [
            `<< /Type /XObject /Subtype /Image ${page.dictionary} /Length ${page.bytes.length} >>\nstream\n`,
            page.bytes,
            '\nendstream',
          ],
    );
  });
  return assemble(objects);
}
