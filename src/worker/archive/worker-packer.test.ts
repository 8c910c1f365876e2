import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { isAbort } from '../../core/app-error.ts';
import { joinBytes } from '../../core/join-bytes.ts';
import { oneFile, type Packer } from '../../export/packer.ts';
import { ZipPacker } from '../../export/zip-packer.ts';
import { servePacker, type FromPacker, type ToPacker } from './packer-port.ts';
import { packThrough, type PackerWorker } from './worker-packer.ts';

/** A worker's two sides in one thread: messages are copied, buffers transferred, as between threads. */
function worker(packer: Packer = new ZipPacker()) {
  const channel = new MessageChannel();
  const heard: ToPacker['type'][] = [];
  servePacker(
    {
      postMessage: (message: FromPacker, transfer) => channel.port2.postMessage(message, transfer),
      set onmessage(listen: ((event: MessageEvent<ToPacker>) => void) | null) {
        channel.port2.onmessage = (event: MessageEvent<ToPacker>) => {
          heard.push(event.data.type);
          listen?.(event);
        };
      },
    },
    packer,
  );
  const outside: PackerWorker = {
    postMessage: (message, transfer) => channel.port1.postMessage(message, transfer),
    set onmessage(listen: ((event: MessageEvent<FromPacker>) => void) | null) {
      channel.port1.onmessage = listen;
    },
    onerror: null,
    terminate: () => channel.port1.close(),
  };
  return { outside, heard };
}

const large = (): Uint8Array<ArrayBuffer> => new Uint8Array(3_500_000).fill(9);

it('packs what it is given, by transfer, and sends a piece when the last was taken', async () => {
  const { outside, heard } = worker();
  const packer = packThrough(outside);
  const bytes = large();
  packer.add({ names: ['a', 'b'], bytes: Uint8Array.of(1, 2, 3), offsets: Uint32Array.of(0, 2, 3) });
  packer.add(oneFile('large', bytes));
  expect(bytes.length).toBe(0);
  const pieces: Uint8Array[] = [];
  await packer.write(async (piece) => {
    // As many were taken as came before this one.
    expect(heard.filter((type) => type === 'taken')).toHaveLength(pieces.length);
    pieces.push(piece);
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
  packer.close();
  expect(pieces.length).toBeGreaterThan(2);
  const zip = await JSZip.loadAsync(joinBytes(pieces), { checkCRC32: true });
  expect(await zip.file('a')?.async('uint8array')).toEqual(Uint8Array.of(1, 2));
  expect((await zip.file('large')?.async('uint8array'))?.length).toBe(3_500_000);
});

it('says in one way what broke, whenever that was', async () => {
  const odd: Packer = { add: () => {}, write: () => Promise.reject(new Error('odd')), close: () => {} };
  const failing = packThrough(worker(odd).outside);
  const refused = { code: 'packing-failed', cause: { message: 'odd' } };
  await expect(failing.write(async () => undefined)).rejects.toMatchObject(refused);
  failing.close();

  const { outside } = worker();
  const early = packThrough(outside);
  early.add(oneFile('a', large()));
  outside.onerror?.({ message: 'odd' } as ErrorEvent);
  await expect(early.write(async () => undefined)).rejects.toMatchObject(refused);
  early.close();
});

it('passes on what the disk says, and ends when it is closed', async () => {
  const full = new Error('full');
  const first = packThrough(worker().outside);
  first.add(oneFile('a', large()));
  await expect(first.write(() => Promise.reject(full))).rejects.toBe(full);
  first.close();

  const second = packThrough(worker().outside);
  second.add(oneFile('a', large()));
  const writing = second.write(async () => second.close());
  expect(await writing.catch(isAbort)).toBe(true);
});
