/** A canvas as wide as its place, sharp on every screen, drawn again when its size, its colours or its data change. */
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEventHandler, type PointerEventHandler, useEffect, useRef } from 'react';
import { offerForSaving } from './save-picture.ts';
import { type Pen, SvgPen } from './svg-pen.ts';

export interface Sized {
  readonly width: number;
  readonly height: number;
}

interface SharpCanvasProps {
  readonly label: string;
  /** In CSS pixels, from the width. */
  readonly heightOf: (width: number) => number;
  /** Keep the same function while nothing changes. The context is scaled to CSS pixels and cleared. */
  readonly draw: (context: Pen, size: Sized) => void;
  /** The saved picture is drawn at least this wide. */
  readonly leastSavedWidth?: number;
  readonly describedBy?: string;
  readonly onKeyDown?: KeyboardEventHandler<HTMLCanvasElement>;
  readonly onPointerMove?: PointerEventHandler<HTMLCanvasElement>;
  readonly onPointerDown?: PointerEventHandler<HTMLCanvasElement>;
  readonly onPointerLeave?: PointerEventHandler<HTMLCanvasElement>;
  readonly onFocus?: () => void;
  readonly className?: string;
}

type Draw = SharpCanvasProps['draw'];

function paint(canvas: HTMLCanvasElement, { width, height }: Sized, draw: Draw): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  // At least 2: the saved picture is meant for print.
  const ratio = Math.max(2, window.devicePixelRatio);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw(context, { width, height });
}

let measuring: CanvasRenderingContext2D | null = null;

function measureText(text: string, font: string): TextMetrics {
  measuring ??= document.createElement('canvas').getContext('2d');
  if (measuring === null) throw new Error('no canvas to measure texts with');
  measuring.font = font;
  return measuring.measureText(text);
}

export function SharpCanvas(props: SharpCanvasProps) {
  const { label, heightOf, draw, leastSavedWidth = 0, describedBy, className, ...events } = props;
  const { ref: place, width } = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const height = width === 0 ? 0 : Math.round(heightOf(width));
  useEffect(() => {
    const element = canvas.current;
    if (element !== null && width > 0) paint(element, { width, height }, draw);
  }, [draw, width, height]);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const sizeOf = (): Sized => {
      const wide = Math.max(leastSavedWidth, element.clientWidth);
      return { width: wide, height: Math.round(heightOf(wide)) };
    };
    offerForSaving(element, {
      canvas: () => {
        const own = document.createElement('canvas');
        paint(own, sizeOf(), draw);
        return own;
      },
      svg: () => {
        const size = sizeOf();
        const pen = new SvgPen(measureText);
        draw(pen, size);
        return pen.toSvg(size.width, size.height);
      },
    });
  }, [draw, heightOf, leastSavedWidth]);
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
