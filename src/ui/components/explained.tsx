/** A sentence whose words of the trade say what they mean under the pointer. All of them are listed at the foot of the page, for keyboards. */
import { useState } from 'react';
import type { GlossaryEntry } from '../../i18n/glossary/entry.ts';
import { useGlossary } from '../context/use-glossary.ts';
import classes from './explained.module.css';

export function Explained({ text }: { readonly text: string }) {
  const explain = useGlossary()?.explain;
  if (explain === undefined) return text;
  return explain(text).map(({ text: words, at, entry }) =>
    entry === null ? words : <Term key={at} word={words} entry={entry} />,
  );
}

/** Room at the edges of the window, and the widest an explanation is. */
const MARGIN = 12;
const WIDEST = 320;

function Term({ word, entry }: { readonly word: string; readonly entry: GlossaryEntry }) {
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number } | null>(null);
  const show = (element: HTMLElement): void => {
    // A word that is broken across lines has several boxes.
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const most = Math.max(MARGIN, document.documentElement.clientWidth - WIDEST - MARGIN);
    setPlace({ left: Math.min(box.left, most), top: box.bottom + 4 });
  };
  return (
    <span
      className={classes.term}
      onPointerEnter={(event) => show(event.currentTarget)}
      onPointerLeave={() => setPlace(null)}
      onPointerDown={(event) => show(event.currentTarget)}
      data-term
    >
      {word}
      {place === null ? null : (
        <span className={classes.meaning} style={place} role="tooltip">
          <strong>{entry.term}.</strong> {entry.text}
        </span>
      )}
    </span>
  );
}
