/** JPEG 2000 pictures as the pages of a PDF, each as large as its picture: the reader of PDFs decodes them, and it is there already. */
import { joinBytes } from '../../../core/join-bytes.ts';

export interface Jpeg2000Picture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Its lowest value is white. */
  readonly isInverted: boolean;
}

export function pagesOfJpeg2000(pictures: readonly Jpeg2000Picture[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const places: number[] = [];
  let length = 0;
  const add = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
  };
  const text = (words: string): void => add(encoder.encode(words));
  const object = (dictionary: string, stream: Uint8Array | null = null): void => {
    places.push(length);
    text(`${places.length} 0 obj\n${dictionary}\n`);
    if (stream !== null) {
      text('stream\n');
      add(stream);
      text('\nendstream\n');
    }
    text('endobj\n');
  };
  text('%PDF-1.7\n');
  object('<< /Type /Catalog /Pages 2 0 R >>');
  const kids = pictures.map((_, i) => `${3 + 3 * i} 0 R`).join(' ');
  object(`<< /Type /Pages /Kids [${kids}] /Count ${pictures.length} >>`);
  pictures.forEach(({ bytes, width, height, isInverted }, i) => {
    const [drawing, picture] = [4 + 3 * i, 5 + 3 * i];
    const words = encoder.encode(`${width} 0 0 ${height} 0 0 cm /P Do`);
    const decode = isInverted ? ' /ColorSpace /DeviceGray /Decode [1 0]' : '';
    object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${drawing} 0 R /Resources << /XObject << /P ${picture} 0 R >> >> >>`,
    );
    object(`<< /Length ${words.length} >>`, words);
    object(
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /Filter /JPXDecode${decode} /Length ${bytes.length} >>`,
      bytes,
    );
  });
  const from = length;
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  text(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${lines}`);
  text(`trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${from}\n%%EOF\n`);
  return joinBytes(parts);
}
