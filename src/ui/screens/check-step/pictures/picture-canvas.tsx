/** The picture that is edited, turned as set, with the cut and the masks on it. Dragging draws a rectangle. */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { PictureEdit, Rectangle } from '../../../../core/picture-edit.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import { rectangleBetween } from './edit-draft.ts';
import classes from './picture-editor.module.css';

interface PictureCanvasProps {
  readonly image: ImageBitmap;
  readonly edit: PictureEdit;
  readonly masks: readonly Rectangle[];
  readonly onDraw: (rectangle: Rectangle) => void;
}

function draw(canvas: HTMLCanvasElement, image: ImageBitmap, { turns, tilt }: PictureEdit): void {
  const [width, height] = turns % 2 === 0 ? [image.width, image.height] : [image.height, image.width];
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.rotate((turns * Math.PI) / 2 + (tilt * Math.PI) / 180);
  context.drawImage(image, -image.width / 2, -image.height / 2);
}

const percent = (value: number): string => `${100 * value}%`;

function Box({ rectangle, kind }: { readonly rectangle: Rectangle; readonly kind: 'crop' | 'mask' | 'new' }) {
  const { x, y, width, height } = rectangle;
  const style = { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
  return <span className={classes.box} data-kind={kind} style={style} />;
}

export function PictureCanvas({ image, edit, masks, onDraw }: PictureCanvasProps) {
  const { t } = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [start, setStart] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const [drawn, setDrawn] = useState<Rectangle | null>(null);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, image, edit);
  }, [image, edit]);

  const at = (event: PointerEvent<HTMLElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  return (
    <div
      className={classes.sheet}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setStart(at(event));
      }}
      onPointerMove={(event) => {
        if (start !== null) setDrawn(rectangleBetween(start, at(event)));
      }}
      onPointerUp={() => {
        if (drawn !== null) onDraw(drawn);
        setStart(null);
        setDrawn(null);
      }}
      onPointerCancel={() => {
        setStart(null);
        setDrawn(null);
      }}
      data-testid="picture-canvas"
    >
      <canvas ref={canvas} role="img" aria-label={t('edit.picture')} />
      {edit.crop === null ? null : <Box rectangle={edit.crop} kind="crop" />}
      {masks.map((mask, i) => (
        <Box key={`${i}`} rectangle={mask} kind="mask" />
      ))}
      {drawn === null ? null : <Box rectangle={drawn} kind="new" />}
    </div>
  );
}
