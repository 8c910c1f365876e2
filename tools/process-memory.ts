/** Memory and processor time of a browser's processes, from Linux's /proc. Elsewhere nothing is known. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A process and all that it started. */
function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/u.test(entry))) {
    let stat: string;
    try {
      stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    } catch {
      continue; // it has ended meanwhile
    }
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [pid];
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family;
}

/**
 * Megabytes of a process and its children, memory that several of them share counted once (proportional set size). Null
 * where that cannot be known.
 */
export function memoryMb(pid: number): number | null {
  return sharedMb(familyOf(pid));
}

/** Milliseconds of a clock tick in /proc. */
const TICK_MS = 10;

/** Processor time that a process and its children have taken so far, in milliseconds. Null where that cannot be known. */
export function processorMs(pid: number): number | null {
  if (!existsSync('/proc/self/stat')) return null;
  let ticks = 0;
  for (const member of familyOf(pid)) {
    try {
      const stat = readFileSync(`/proc/${member}/stat`, 'utf8');
      const numbers = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      ticks += Number(numbers[11]) + Number(numbers[12]);
    } catch {
      continue; // it has ended meanwhile
    }
  }
  return TICK_MS * ticks;
}

/** The memory of all processes that this one started, without itself. */
export function startedMb(): number | null {
  return sharedMb(familyOf(process.pid).slice(1));
}

function sharedMb(processes: readonly number[]): number | null {
  if (!existsSync('/proc/self/smaps_rollup')) return null;
  let kilobytes = 0;
  for (const member of processes) {
    try {
      const found = /^Pss:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${member}/smaps_rollup`, 'utf8'));
      kilobytes += Number(found?.[1] ?? 0);
    } catch {
      continue; // it has ended meanwhile, or is not ours
    }
  }
  return Math.round(kilobytes / 1000);
}
