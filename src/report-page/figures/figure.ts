/** What all figures share: the frame with its caption, the key of real and synthetic, the ticks. */
import type { Texts } from '../../i18n/translate.ts';
import { place, roundTicks, type Extent } from '../chart-scale.ts';
import { html, type Content, type Html } from '../html.ts';

/** A place inside a drawing, short: a tenth of a unit is less than a dot of print. */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly content: Content;
}

export function svg({ width, height, label, content }: Drawing): Html {
  return html`<svg
    viewBox="0 0 ${at(width)} ${at(height)}"
    style="max-width:${at(width)}px"
    role="img"
    aria-label="${label}"
  >
    ${content}
  </svg>`;
}

export function figure(drawing: Content, title: string, caption: string): Html {
  return html`<figure>
    ${drawing}
    <figcaption><b>${title}.</b> ${caption}</figcaption>
  </figure>`;
}

/** What is filled and what is hollow. */
export function kindsKey({ t }: Pick<Texts, 't'>): Html {
  return html`<p class="key">
    <span
      ><svg viewBox="0 0 26 14" aria-hidden="true"><rect class="real" x="1" y="2" width="24" height="10" /></svg
      >${t('kind.real')}</span
    ><span
      ><svg viewBox="0 0 26 14" aria-hidden="true">
        <rect class="synthetic dashed" x="1" y="2" width="24" height="10" /></svg
      >${t('kind.synthetic')}</span
    >
  </p>`;
}

export interface Axis {
  readonly extent: Extent;
  readonly left: number;
  readonly right: number;
}

export function placeOn({ extent, left, right }: Axis, value: number): number {
  return left + place(Math.min(extent.max, Math.max(extent.min, value)), extent, right - left);
}

/** Round numbers (and no −0) under an axis, with faint lines from `top` to `bottom`. */
export function ticks(axis: Axis, top: number, bottom: number, write: (value: number) => string): Html {
  const count = Math.max(2, Math.min(8, (axis.right - axis.left) / 90));
  return html`${roundTicks(axis.extent, count).map((tick) => {
    const x = at(placeOn(axis, tick));
    return html`<line class="line" x1="${x}" x2="${x}" y1="${at(top)}" y2="${at(bottom)}" /><text
        x="${x}"
        y="${at(bottom + 16)}"
        text-anchor="middle"
        >${write(tick + 0)}</text
      >`;
  })}`;
}
