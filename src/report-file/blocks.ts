/** Blocks of an answer on paper: everything is open, and of what can be chosen the important ones are printed. */
import type { Block, ChoiceBlock, CloudsBlock, FigureBlock, MapsBlock, TableBlock } from '../answers/answer.ts';
import { draw } from '../figures/draw.ts';
import { shapesText } from '../figures/drawing.ts';
import type { HeatMapFigure } from '../figures/figure.ts';
import type { Frame } from '../figures/frame.ts';
import { cssColour, divergingColour } from '../figures/scale.ts';
import type { Part } from '../i18n/said.ts';
import type { Texts } from '../i18n/translate.ts';
import { html, Html, NOTHING } from './html.ts';
import { drawTable, writeTable } from './parts.ts';
import { textWidth } from './style.ts';

/** Width of a sheet in CSS pixels, and of a half beside another. */
const SHEET = 680;
const HALF = 330;

function kindsKey(control: Part | null, { t, say }: Texts): Html {
  const swatch = (name: string, attributes: string): Html =>
    html`<span
      ><svg viewBox="0 0 26 14" aria-hidden="true">
        <rect x="1" y="2" width="24" height="10" ${new Html(attributes)} /></svg
      >${name}</span
    >`;
  return html`<p class="key">
    ${swatch(t('kind.real'), 'fill="var(--real)"')}${swatch(t('kind.synthetic'), 'fill="none" stroke="var(--synthetic)" stroke-width="1.8" stroke-dasharray="4 2.5"')}${control === null ? NOTHING : swatch(say(control), 'fill="none" stroke="var(--ink-3)" stroke-width="1.5" stroke-dasharray="1 3"')}
  </p>`;
}

function colourKey({ ends: [low, high] }: HeatMapFigure, { say }: Texts): Html {
  const stops = [-1, 0, 1].map((value) => cssColour(divergingColour(value, 'light'))).join(', ');
  return html`<p class="key">
    <span>${say(low)} <i style="background: linear-gradient(to right, ${stops})"></i> ${say(high)}</span>
  </p>`;
}

function figureOf({ title, caption, brief, figure, key }: FigureBlock, width: number, texts: Texts): Html {
  const { say } = texts;
  const frame: Frame = { width, density: 'sheet', scheme: 'light', widthOf: textWidth, words: texts };
  const drawing = draw(figure, frame);
  const said = brief === undefined ? caption : brief;
  const label = say(title);
  return html`<figure>
    ${key === null ? NOTHING : kindsKey(key.control, texts)}${figure.kind === 'heat-map' ? colourKey(figure, texts) : NOTHING}
    <svg
      viewBox="0 0 ${drawing.width} ${drawing.height}"
      style="max-width:${drawing.width}px"
      role="img"
      aria-label="${label}"
    >
      ${new Html(shapesText(drawing))}
    </svg>
    <figcaption><b>${/[.?!]$/u.test(label) ? label : `${label}.`}</b> ${said === null ? '' : say(said)}</figcaption>
  </figure>`;
}

function tableOf({ title, caption, brief, table, note }: TableBlock, texts: Texts): Html {
  const { say } = texts;
  const said = brief === undefined ? caption : brief;
  return html`<h3>${say(title)}</h3>
    ${drawTable(writeTable(table, texts), said === null ? '' : say(said))}${note === null ? NOTHING : html`<p class="note">${say(note)}</p>`}`;
}

const pairsOf = <T>(items: readonly T[]): (readonly T[])[] =>
  items.flatMap((_, i) => (i % 2 === 0 ? [items.slice(i, i + 2)] : []));

/** Two beside each other; one that is left over has the sheet to itself. */
function sideBySide(figures: readonly FigureBlock[], texts: Texts): Html[] {
  return pairsOf(figures).map((two) =>
    two.length === 2
      ? html`<div class="two">${two.map((one) => figureOf(one, HALF, texts))}</div>`
      : html`${two.map((one) => figureOf(one, SHEET, texts))}`,
  );
}

function mapsOf({ title, maps }: MapsBlock, texts: Texts): Html {
  return html`${title === null ? NOTHING : html`<h3>${texts.say(title)}</h3>`}${sideBySide(maps, texts)}`;
}

function cloudsOf({ title, text, clouds }: CloudsBlock, texts: Texts): Html {
  return html`<h3>${texts.say(title)}</h3>
    <p class="note">${texts.say(text)}</p>
    ${kindsKey(null, texts)}${sideBySide(clouds, texts)}`;
}

function choiceOf({ blocks, printed }: ChoiceBlock, texts: Texts): Html {
  const { t, say } = texts;
  const { title, text, values, left } = printed;
  if (values.length === 0) return NOTHING;
  const chosen = values.flatMap((value) => blocks(value));
  const figures = chosen.filter((block) => block.kind === 'figure');
  const isGallery = values.length > 1 && figures.length === chosen.length;
  return html`${title === null ? NOTHING : html`<h3>${say(title)}</h3>`}${
    text === null ? NOTHING : html`<p class="note">${say(text)}</p>`
  }${
    isGallery
      ? html`${kindsKey(null, texts)}
          <div class="two">${figures.map((one) => figureOf({ ...one, key: null }, HALF, texts))}</div>`
      : drawBlocks(chosen, texts)
  }${left === 0 ? NOTHING : html`<p class="note">${t('report.more', { count: left })}</p>`}`;
}

function drawBlock(block: Block, texts: Texts): Html {
  const { say } = texts;
  switch (block.kind) {
    case 'figure':
      return figureOf(block, SHEET, texts);
    case 'table':
      return tableOf(block, texts);
    case 'maps':
      return mapsOf(block, texts);
    case 'clouds':
      return cloudsOf(block, texts);
    case 'choice':
      return choiceOf(block, texts);
    case 'section':
      return html`<h3>${say(block.title)}</h3>
        ${block.text === null ? NOTHING : html`<p class="note">${say(block.text)}</p>`}${drawBlocks(block.blocks, texts)}`;
    case 'list':
      return html`<h3>${say(block.title)}</h3>
        <p class="note">${say(block.lead)}</p>
        ${block.items.map((item) => html`<p>${say(item)}</p>`)}`;
    case 'text':
      return html`<p class="note">${say(block.text)}</p>`;
    default:
      return block satisfies never;
  }
}

export function drawBlocks(blocks: readonly Block[], texts: Texts): Html {
  return html`${blocks.map((block) => drawBlock(block, texts))}`;
}
