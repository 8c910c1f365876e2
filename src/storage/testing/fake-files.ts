/**
 * A disk in memory whose process can be killed at any single operation: before it, in the middle of it, or after it.
 * What was not flushed may then be lost, or read as zeros. It can also be full, or refuse for a while.
 */
import type { FileStore, FileWriter, StoredFile } from '../file-store.ts';

export type Moment = 'before' | 'middle' | 'after';

export interface Fault {
  /** Number of the changing operation, from 1. */
  readonly at: number;
  readonly moment: Moment;
  /** What has become of bytes that were written and not flushed. */
  readonly unflushed: 'kept' | 'lost' | 'zeros';
}

export class Killed extends Error {
  constructor() {
    super('the process was killed');
    this.name = 'Killed';
  }
}

export class FakeDisk {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Bytes that fit. */
  capacity = Number.POSITIVE_INFINITY;

  get used(): number {
    return [...this.files.values()].reduce((sum, { length }) => sum + length, 0);
  }

  copy(): FakeDisk {
    const other = new FakeDisk();
    for (const [path, bytes] of this.files) other.files.set(path, bytes.slice());
    other.capacity = this.capacity;
    return other;
  }

  flip(path: string, bit: number): void {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new Error(`no file ${path}`);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  }

  truncate(path: string, length: number): void {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new Error(`no file ${path}`);
    this.files.set(path, bytes.slice(0, length));
  }
}

/** One process's view of the disk. */
export class FakeFiles implements FileStore {
  readonly #disk: FakeDisk;
  readonly #fault: Fault | null;
  readonly #open = new Map<string, number>();
  #isKilled = false;
  /** Operations that changed something so far. */
  operations = 0;
  /** Called before every operation that changes something; what it throws is what the operation rejects with. */
  onOperation: (what: string, path: string) => void = () => {};

  constructor(disk: FakeDisk, fault: Fault | null = null) {
    this.#disk = disk;
    this.#fault = fault;
  }

  async list(folder: string): Promise<readonly string[]> {
    this.#requireAlive();
    const inside = [...this.#disk.files.keys()].filter((path) => path.startsWith(`${folder}/`));
    return [...new Set(inside.map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))].sort();
  }

  async create(path: string): Promise<FileWriter> {
    const { files } = this.#disk;
    this.#step('create', path, () => {
      files.set(path, new Uint8Array(0));
      this.#open.set(path, 0);
    });
    return {
      write: async (bytes) => {
        const append = (part: Uint8Array): void => {
          const before = files.get(path) ?? new Uint8Array(0);
          const room = this.#disk.capacity - this.#disk.used;
          const fitting = part.subarray(0, Math.max(0, Math.min(part.length, room)));
          const all = new Uint8Array(before.length + fitting.length);
          all.set(before);
          all.set(fitting, before.length);
          files.set(path, all);
          if (fitting.length < part.length) throw new DOMException('the disk is full', 'QuotaExceededError');
        };
        this.#step(
          'write',
          path,
          () => append(bytes),
          () => append(bytes.subarray(0, bytes.length >> 1)),
        );
      },
      close: async () => {
        this.#step('close', path, () => this.#open.delete(path));
      },
      abandon: () => {
        this.#open.delete(path);
      },
    };
  }

  async open(path: string): Promise<StoredFile | null> {
    this.#requireAlive();
    const bytes = this.#disk.files.get(path);
    if (bytes === undefined) return null;
    return { size: bytes.length, read: async (at, length) => bytes.slice(at, at + length) };
  }

  async remove(path: string): Promise<void> {
    const { files } = this.#disk;
    const found = [...files.keys()].filter((name) => name === path || name.startsWith(`${path}/`));
    const removeSome = (names: readonly string[]): void => names.forEach((name) => files.delete(name));
    this.#step(
      'remove',
      path,
      () => removeSome(found),
      () => removeSome(found.slice(found.length >> 1)),
    );
  }

  #step(what: string, path: string, whole: () => void, half: () => void = () => {}): void {
    this.#requireAlive();
    this.operations += 1;
    if (this.#fault === null || this.operations !== this.#fault.at) {
      this.onOperation(what, path);
      whole();
      return;
    }
    if (this.#fault.moment === 'middle') half();
    if (this.#fault.moment === 'after') whole();
    this.#isKilled = true;
    for (const name of this.#open.keys()) this.#spoil(name, this.#fault.unflushed);
    throw new Killed();
  }

  #spoil(path: string, unflushed: Fault['unflushed']): void {
    const bytes = this.#disk.files.get(path);
    if (bytes === undefined || unflushed === 'kept') return;
    const half = bytes.length >> 1;
    if (unflushed === 'lost') this.#disk.files.set(path, bytes.slice(0, half));
    else bytes.fill(0, half);
  }

  #requireAlive(): void {
    if (this.#isKilled) throw new Killed();
  }
}
