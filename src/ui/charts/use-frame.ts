/** What a figure is drawn into on the page: its letters and its colour scheme; the width is the place's. */
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import type { Frame } from '../../figures/frame.ts';
import { useTexts } from '../context/texts-context.tsx';

export type ScreenFrame = Omit<Frame, 'width'>;

/** A saved picture cannot bring the page's type along. */
export const SAVED_FONT = 'system-ui, sans-serif';

let measuring: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

function measure(text: string, size: number, family: string): number {
  const key = `${size} ${family} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  measuring ??= document.createElement('canvas').getContext('2d');
  if (measuring === null) throw new Error('no canvas to measure texts with');
  measuring.font = `${size}px ${family}`;
  const { width } = measuring.measureText(text);
  // Before the page's type is there, texts have another width.
  if (document.fonts.status === 'loaded') widths.set(key, width);
  return width;
}

const widthOf: Frame['widthOf'] = (text, size) => measure(text, size, getComputedStyle(document.body).fontFamily);

export function savedFrame(frame: ScreenFrame): ScreenFrame {
  return { ...frame, widthOf: (text, size) => measure(text, size, SAVED_FONT) };
}

export function useFrame(): ScreenFrame {
  const words = useTexts();
  const scheme = useComputedColorScheme('light');
  return useMemo(() => ({ density: 'screen', scheme, widthOf, words }), [scheme, words]);
}
