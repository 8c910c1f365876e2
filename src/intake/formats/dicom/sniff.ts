/** A DICOM file of PS3.10: 128 bytes of anything, then four letters. */
export function isDicom(head: Uint8Array): boolean {
  return [0x44, 0x49, 0x43, 0x4d].every((letter, i) => head[128 + i] === letter);
}
