import { expect, it } from 'vitest';
import { float, integer, later, message, nested, raw, sizeOf, text, type Message } from './protobuf.ts';

function bytesOf(message_: Message<string>): number[] {
  return message_.parts.flatMap((part) =>
    part instanceof Uint8Array ? [...part] : Array.from({ length: part.bytes }, () => 0xee),
  );
}

// The examples of https://protobuf.dev/programming-guides/encoding/
it('writes the examples of the specification', () => {
  expect(bytesOf(integer(1, 150))).toEqual([0x08, 0x96, 0x01]);
  expect(bytesOf(text(2, 'testing'))).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
  expect(bytesOf(nested(3, integer(1, 150)))).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01]);
  expect(bytesOf(float(1, 1))).toEqual([0x0d, 0, 0, 0x80, 0x3f]);
});

it('counts what comes later as if it were there', () => {
  const whole = message(
    integer<string>(1, 2 ** 40),
    nested(20, message(raw(9, Uint8Array.of(1, 2)), later(9, 'w', 300))),
  );
  expect(whole.bytes).toBe(whole.parts.reduce((sum, part) => sum + sizeOf(part), 0));
  expect(bytesOf(whole)).toHaveLength(whole.bytes);
  // Field 20 (two bytes of key), then its length: 4 + 3 + 300.
  expect(bytesOf(whole).slice(7, 11)).toEqual([0xa2, 0x01, 0xb3, 0x02]);
});
