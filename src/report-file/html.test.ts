import { assert, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { escapeMarkup } from '../figures/drawing.ts';
import { html } from './html.ts';

// A column may be called anything; it must never become markup.
it('escapes every value, in texts and in attributes, and nested templates once', () => {
  const name = `<img src=x onerror="alert('&')">`;
  const inner = html`<b title="${name}">${name}</b>`;
  expect(inner.text).not.toContain('<img');
  expect(inner.text).toContain('&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;');
  expect(html`<p>${[inner, null, 3]}</p>`.text).toBe(`<p>${inner.text}3</p>`);
  assert(property(string(), (text) => !/[<>"']/u.test(escapeMarkup(text))));
});
