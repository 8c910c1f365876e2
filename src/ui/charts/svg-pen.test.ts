import { expect, it } from 'vitest';
import { SvgPen } from './svg-pen.ts';

const pen = (): SvgPen => new SvgPen((text) => ({ width: text.length * 7 }) as TextMetrics);

it('writes rectangles, circles and texts with their colours', () => {
  const own = pen();
  own.fillStyle = 'red';
  own.fillRect(1, 2.345, 30, 4);
  own.strokeStyle = 'blue';
  own.lineWidth = 2;
  own.globalAlpha = 0.5;
  own.beginPath();
  own.arc(5, 6, 3);
  own.fill();
  own.stroke();
  own.globalAlpha = 1;
  own.font = '400 14px Inter';
  own.textAlign = 'center';
  own.textBaseline = 'middle';
  own.fillText('a < b & "c"', 7, 8);
  expect(own.toSvg(100, 50)).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50">' +
      '<rect x="1" y="2.35" width="30" height="4" fill="red"/>' +
      '<circle cx="5" cy="6" r="3" fill="red" fill-opacity="0.5"/>' +
      '<circle cx="5" cy="6" r="3" fill="none" stroke="blue" stroke-width="2" stroke-opacity="0.5"/>' +
      '<text x="7" y="8" text-anchor="middle" dominant-baseline="central" style="font:400 14px Inter" fill="red">' +
      'a &lt; b &amp; &quot;c&quot;</text></svg>',
  );
});

it('turns what is drawn between save and restore, in the order it was turned', () => {
  const own = pen();
  own.save();
  own.translate(10, 20);
  own.rotate(-Math.PI / 2);
  own.fillText('up', 0, 0);
  own.restore();
  own.strokeRect(0, 0, 1, 1);
  const svg = own.toSvg(1, 1);
  expect(svg).toContain('transform="translate(10 20) rotate(-90)">up</text>');
  expect(svg).toMatch(/<rect [^>]*stroke-width="1"\/>/u);
});

it('measures with the font in force, and forgets the last path', () => {
  const own = pen();
  expect(own.measureText('abc').width).toBe(21);
  own.beginPath();
  own.arc(1, 1, 1);
  own.beginPath();
  own.fill();
  expect(own.toSvg(1, 1)).not.toContain('circle');
});
