/** What a worker that packs an archive is told, and what it answers. One worker packs one archive. */
import type { FileGroup, Packer } from '../../export/packer.ts';

export type ToPacker =
  | { readonly type: 'add'; readonly groups: readonly FileGroup[] }
  | { readonly type: 'write' }
  /** The last piece is written: the next may come. */
  | { readonly type: 'taken' };

export type FromPacker =
  | { readonly type: 'piece'; readonly piece: Uint8Array<ArrayBuffer> }
  | { readonly type: 'done' }
  | { readonly type: 'failure'; readonly detail: string };

/** The part of a worker, or of its inside, that is used. */
export interface PackerPort<Out, In> {
  postMessage(message: Out, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<In>) => void) | null;
}

/** The worker's side. */
export function servePacker(port: PackerPort<FromPacker, ToPacker>, packer: Packer): void {
  let taken: () => void = () => {};
  const fail = (error: unknown): void =>
    port.postMessage({ type: 'failure', detail: error instanceof Error ? error.message : String(error) }, []);
  const write = (piece: Uint8Array<ArrayBuffer>): Promise<void> =>
    new Promise((resolve) => {
      taken = resolve;
      port.postMessage({ type: 'piece', piece }, [piece.buffer]);
    });
  port.onmessage = ({ data }) => {
    switch (data.type) {
      case 'add':
        try {
          for (const files of data.groups) packer.add(files);
        } catch (error) {
          fail(error);
        }
        return;
      case 'write':
        packer.write(write).then(() => port.postMessage({ type: 'done' }, []), fail);
        return;
      case 'taken':
        taken();
        return;
      default:
        data satisfies never;
    }
  };
}
