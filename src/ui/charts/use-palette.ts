/** The colours of the page as text, for canvases; another scheme gives another palette. */
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import type { Scheme } from '../../report-page/chart-scale.ts';

const NAMES = [
  'surface',
  'ink',
  'ink-2',
  'ink-3',
  'line',
  'line-strong',
  'real',
  'synthetic',
  'real-text',
  'synthetic-text',
] as const;

export type PaletteName = (typeof NAMES)[number];

export interface Palette {
  readonly scheme: Scheme;
  readonly colour: (name: PaletteName) => string;
  /** The type of the page at a size in px. */
  readonly font: (size: number, weight?: number) => string;
}

export function usePalette(): Palette {
  const scheme = useComputedColorScheme('light');
  return useMemo(
    () => ({
      scheme,
      // Read while drawing: the variables of the new scheme are in force by then.
      colour: (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim(),
      font: (size, weight = 400) => `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`,
    }),
    [scheme],
  );
}
