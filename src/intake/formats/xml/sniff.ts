/** Which ECG an XML file is, by the name of its root. */

const ROOT = /<(?![?!])(?:[\w.-]+:)?([\w.-]+)/u;

/** Comments may stand before it. */
export function xmlRoot(text: string): string | null {
  const bare = text.replaceAll(/<!--[\s\S]*?(?:-->|$)/gu, '').trimStart();
  return /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*</u.test(bare) ? (ROOT.exec(bare)?.[1] ?? null) : null;
}
