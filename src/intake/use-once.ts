/** Which pairs are used: each picture once where the visitor wants it, and never on both sides of a split; none that is bent. */
import type { Pairing } from '../core/data-report.ts';
import type { SamePictures } from './pictures/same-pictures.ts';

/** [images]: the first of the pictures that show the same, itself where there is no other. */
export function sameOf({ exact, near }: SamePictures, images: number): Int32Array {
  const sameAs = Int32Array.from({ length: images }, (_, i) => i);
  for (const group of near) for (const image of group) sameAs[image] = group[0] ?? image;
  // The first of an exact group may itself be a near copy.
  for (const group of exact) for (const image of group) sameAs[image] = sameAs[group[0] ?? image] ?? image;
  return sameAs;
}

/** The first pair of each picture is kept; of the others, which picture is the same as which. */
export function useOnce(
  pairs: Pairing['pairs'],
  sameAs: Int32Array,
): {
  readonly kept: Pairing['pairs'];
  readonly leftOut: readonly { readonly image: number; readonly first: number }[];
} {
  const firstOf = new Map<number, number>();
  const leftOut: { image: number; first: number }[] = [];
  const kept = pairs.filter(({ image }) => {
    const group = sameAs[image] ?? image;
    const first = firstOf.get(group);
    if (first !== undefined) leftOut.push({ image, first });
    else firstOf.set(group, image);
    return first === undefined;
  });
  return { kept, leftOut };
}

/** Without pairs whose picture is a photograph that could not be straightened; which pictures those are. */
export function leaveOutBent(
  pairs: Pairing['pairs'],
  isBent: (image: number) => boolean,
): { readonly kept: Pairing['pairs']; readonly leftOut: readonly number[] } {
  return {
    kept: pairs.filter(({ image }) => !isBent(image)),
    leftOut: pairs.filter(({ image }) => isBent(image)).map(({ image }) => image),
  };
}
