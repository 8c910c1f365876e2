/** Packs one archive, nothing else. */
import './ticks.ts';
import { ZipPacker } from '../../export/zip-packer.ts';
import { servePacker } from './packer-port.ts';

servePacker(globalThis as unknown as DedicatedWorkerGlobalScope, new ZipPacker());
