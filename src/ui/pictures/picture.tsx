/** One ECG out of a `PairView`, on a canvas, in the frame of its kind: real is solid blue, synthetic dashed orange; one that is not to be told has a plain frame. */
import { useEffect, useRef } from 'react';
import { greyRange, greyToRgba } from '../../core/grey.ts';
import type { PairView } from '../../worker/protocol.ts';
import { useTexts } from '../context/texts-context.tsx';
import { Enlarge } from './enlarge.tsx';
import classes from './picture.module.css';

export type Kind = 'real' | 'synthetic';

interface PictureProps {
  readonly view: PairView;
  readonly index: number;
  /** Null: not to be told. */
  readonly kind: Kind | null;
  readonly label: string;
  readonly isStretched?: boolean;
  /** False where it is part of a button, or large already. */
  readonly canEnlarge?: boolean;
}

export function pixelsOf(view: PairView, index: number): Uint8Array {
  const length = view.size * view.size;
  return view.images.subarray(index * length, (index + 1) * length);
}

export function Picture({ canEnlarge = true, ...picture }: PictureProps) {
  const { t } = useTexts();
  if (!canEnlarge) return <PictureCanvas {...picture} />;
  return (
    <Enlarge
      label={picture.label}
      note={t('picture.pixels', { size: picture.view.size })}
      large={<PictureCanvas {...picture} />}
    >
      <PictureCanvas {...picture} />
    </Enlarge>
  );
}

function PictureCanvas({ view, index, kind, label, isStretched = false }: Omit<PictureProps, 'canEnlarge'>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined || index >= view.count) return;
    const pixels = pixelsOf(view, index);
    const rgba = greyToRgba(pixels, isStretched ? greyRange(pixels) : null);
    context.putImageData(new ImageData(rgba, view.size, view.size), 0, 0);
  }, [view, index, isStretched]);
  return (
    <canvas
      ref={canvas}
      className={classes.picture}
      data-kind={kind ?? 'untold'}
      width={view.size}
      height={view.size}
      role="img"
      aria-label={label}
    />
  );
}
