/** Bytes that one pair will take in the archive: pictures of the last grid weighed as JPEG, and their rows as text. */
import { useEffect, useState } from 'react';
import { meanJpegBytes } from '../../../platform/jpeg-size.ts';
import type { PairView } from '../../../worker/protocol.ts';

/** Name, date, size and checksum of a file, twice, in a ZIP. */
const ZIP_OVERHEAD = 160;
const WEIGHED = 8;

export function usePairBytes(view: PairView | null): number | null {
  const [bytes, setBytes] = useState<number | null>(null);
  useEffect(() => {
    if (view === null) return undefined;
    let isCurrent = true;
    const rowBytes = (view.rows[0] ?? []).reduce((sum, value) => sum + value.length + 1, 0);
    meanJpegBytes(view.images, view.size, Math.min(WEIGHED, view.count)).then(
      (picture) => {
        if (isCurrent && picture !== null) setBytes(picture + rowBytes + ZIP_OVERHEAD);
      },
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [view]);
  return bytes;
}
