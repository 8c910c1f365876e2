/** SCP-ECG: section 0 begins behind the checksum and length of the file, and many programs write its letters (EN 1064, 5.3). */
export function isScp(head: Uint8Array, path: string): boolean {
  if (head.length < 32) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  // Section 0 has the number 0, and at least the pointers of its twelve sections.
  const isFirst = view.getUint16(8, true) === 0 && view.getUint32(10, true) >= 136;
  const isSigned = [0x53, 0x43, 0x50, 0x45, 0x43, 0x47].every((letter, i) => head[16 + i] === letter);
  return isFirst && (isSigned || /\.scp$/iu.test(path));
}
