/** The stylesheet of the report: black on white, A4 in print, nothing from elsewhere. Real is blue and filled, synthetic orange and hollow. */

/** Mean width of a letter in units of its size, on the wide side: there is nothing to measure text with. */
const LETTER = 0.56;

export function textWidth(text: string, size: number): number {
  return text.length * size * LETTER;
}

export const STYLE = `
:root { --real: #2166ac; --real-text: #1d5a98; --synthetic: #d95f02; --synthetic-text: #a84900; --surface: #fff;
  --ink: #1a232e; --ink-2: #465260; --ink-3: #646e79; --line: #e6e0d4; --line-strong: #cfc7b8; }
@page { size: A4; margin: 16mm 15mm 18mm; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 24px 20px 48px; max-width: 820px; background: #fff; color: var(--ink);
  font: 15px/1.5 'Inter Variable', Inter, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
h1 { font-size: 28px; line-height: 1.2; margin: 16px 0 4px; letter-spacing: -0.01em; }
h2 { font-size: 20px; line-height: 1.25; margin: 0 0 8px; }
h3 { font-size: 16px; margin: 24px 0 4px; }
p { margin: 0 0 10px; }
a { color: inherit; }
.warning { border: 2px solid var(--synthetic); border-radius: 8px; padding: 12px 16px; }
.warning strong { display: block; font-size: 17px; color: var(--synthetic-text); }
.when, .note, figcaption, caption { color: var(--ink-2); font-size: 14px; }
section { margin-top: 36px; padding-top: 20px; border-top: 1px solid #cfc7b8; }
.verdict { display: block; width: fit-content; margin: 0 0 10px; padding: 2px 10px; border-radius: 999px; border: 1.5px solid currentColor;
  font-size: 14px; font-weight: 600; }
.v-good { color: #2b7249; } .v-warn { color: #a3271d; } .v-plain { color: var(--ink-2); }
.limits { font-weight: 600; }
.answer { font-size: 17px; line-height: 1.45; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 12px 0 0; }
dt { color: var(--ink-2); } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 10px 0 0; font-size: 14px; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: 6px; caption-side: top; }
th, td { text-align: left; vertical-align: top; padding: 4px 10px 4px 0; border-bottom: 1px solid #e6e0d4; overflow-wrap: break-word; }
thead th { border-bottom-color: #646e79; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 500; }
table.tight { font-size: 12.5px; } table.tight th, table.tight td { padding-right: 5px; }
td.n, th.n { text-align: right; overflow-wrap: normal; }
dd { overflow-wrap: anywhere; }
figure { margin: 20px 0 0; }
figure > svg, figure .maps svg { display: block; width: 100%; height: auto; }
figcaption { margin-top: 6px; }
figcaption b { color: var(--ink); }
figure + .note { margin-top: 12px; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 16px 20px; }
.two figure { min-width: 0; }
.key { display: flex; gap: 20px; margin: 14px 0 8px; font-size: 14px; }
figure > .key { margin-top: 0; }
.key i { display: inline-block; width: 120px; height: 10px; border-radius: 3px; vertical-align: -1px; }
.key svg { width: 26px; height: 14px; margin-right: 6px; vertical-align: -2px; }
svg text { font-family: inherit; }
.examples { display: grid; grid-template-columns: repeat(3, 1fr); gap: 18px; margin-top: 12px; }
.examples figure { margin: 0; }
.examples img { display: block; width: 100%; height: auto; border: 2px dashed var(--synthetic); border-radius: 4px; image-rendering: auto; }
.examples figcaption { font-size: 13px; line-height: 1.35; overflow-wrap: anywhere; }
@media (max-width: 620px) { .two, .examples { grid-template-columns: 1fr; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 8px; } }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  h1 { font-size: 20pt; } h2 { font-size: 14.5pt; } h3 { font-size: 11.5pt; } .answer { font-size: 11.5pt; }
  table, .when, .note, figcaption, caption, .key, .verdict { font-size: 9.5pt; } table.tight { font-size: 8.5pt; } .examples figcaption { font-size: 8.5pt; }
  h2, h3, .verdict, .key { break-after: avoid; }
  figure, tr, dl, .warning, .answer, .key { break-inside: avoid; }
  thead { display: table-header-group; }
  section { margin-top: 9mm; padding-top: 5mm; }
}
`;
