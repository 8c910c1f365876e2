/** A canvas as wide as its place, sharp on every screen, drawn again when its size, its colours or its data change. */
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEventHandler, type PointerEventHandler, useEffect, useRef } from 'react';

export interface Sized {
  readonly width: number;
  readonly height: number;
}

interface SharpCanvasProps {
  readonly label: string;
  /** In CSS pixels, from the width. */
  readonly heightOf: (width: number) => number;
  /** Keep the same function while nothing changes. The context is scaled to CSS pixels and cleared. */
  readonly draw: (context: CanvasRenderingContext2D, size: Sized) => void;
  readonly describedBy?: string;
  readonly onKeyDown?: KeyboardEventHandler<HTMLCanvasElement>;
  readonly onPointerMove?: PointerEventHandler<HTMLCanvasElement>;
  readonly onPointerLeave?: () => void;
  readonly onFocus?: () => void;
  readonly className?: string;
}

export function SharpCanvas({ label, heightOf, draw, describedBy, className, ...events }: SharpCanvasProps) {
  const { ref: place, width } = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const height = width === 0 ? 0 : Math.round(heightOf(width));
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined || width === 0) return;
    // At least 2: the saved picture is meant for print.
    const ratio = Math.max(2, window.devicePixelRatio);
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, { width, height });
  }, [draw, width, height]);
  const isInteractive = events.onKeyDown !== undefined;
  return (
    <div ref={place}>
      <canvas
        ref={canvas}
        className={className}
        style={{ width: '100%', height }}
        role="img"
        aria-label={label}
        aria-describedby={describedBy}
        tabIndex={isInteractive ? 0 : undefined}
        {...events}
      />
    </div>
  );
}
