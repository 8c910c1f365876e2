/**
 * What the page's address asks for: `?demo`, `&theme=dark` (and `&lang=ru`: `language.ts`). A demonstration is whole in its
 * address; nothing of anybody's patients ever is. What is not understood is passed over: an address is no form.
 */
export interface AddressWishes {
  /** Begin with the trained demo network, and let it learn on. */
  readonly demo: boolean;
  readonly theme: 'light' | 'dark' | null;
}

export function readAddress(search: string): AddressWishes {
  const params = new URLSearchParams(search);
  const demo = params.get('demo');
  const theme = params.get('theme');
  return {
    demo: demo !== null && demo !== '0' && demo !== 'false',
    theme: theme === 'light' || theme === 'dark' ? theme : null,
  };
}
