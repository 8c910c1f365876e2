/**
 * Other tabs of this page on this computer: how many there are, and whether one of them is at work. They tell each other over a
 * BroadcastChannel; nothing about patients goes over it, and nothing to another site. Each tab holds a lock of its own that the others
 * wait for: so one that crashed is not waited for, and nobody has to ask again and again.
 */
export interface OtherTabs {
  readonly count: number;
  /** One of them trains, measures or exports. */
  readonly isAtWork: boolean;
}

export interface Tabs {
  readonly get: () => OtherTabs;
  readonly subscribe: (listener: () => void) => () => void;
  /** To the others: whether this tab is at work. */
  readonly tell: (isAtWork: boolean) => void;
  /** This tab is closed, or put aside by the browser. */
  readonly leave: () => void;
  /** And is back. */
  readonly enter: () => void;
}

interface Word {
  readonly from: string;
  /** `new` asks the others to say that they are there. */
  readonly kind: 'new' | 'here' | 'gone';
  readonly isAtWork: boolean;
}

const NAME = 'ecg-pair-studio.tabs';
const NOBODY: OtherTabs = { count: 0, isAtWork: false };

function isWord(data: unknown): data is Word {
  return typeof data === 'object' && data !== null && 'from' in data && 'kind' in data && 'isAtWork' in data;
}

/** `locks`: null where the browser has none; a tab that crashed is then counted until this one is reloaded. */
export function createTabs(locks: LockManager | null, id: string = crypto.randomUUID()): Tabs {
  const others = new Map<string, boolean>();
  const listeners = new Set<() => void>();
  const channel = new BroadcastChannel(NAME);
  let mine = false;
  let state = NOBODY;
  let letGo = (): void => {};

  const show = (): void => {
    const next = { count: others.size, isAtWork: [...others.values()].some(Boolean) };
    if (next.count === state.count && next.isAtWork === state.isAtWork) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const say = (kind: Word['kind']): void => channel.postMessage({ from: id, kind, isAtWork: mine } satisfies Word);
  const lockOf = (tab: string): string => `${NAME}/${tab}`;
  const forget = (tab: string): void => {
    if (others.delete(tab)) show();
  };
  const hold = (): void => {
    // Refused only to a page that is being closed.
    locks?.request(lockOf(id), () => new Promise<void>((resolve) => (letGo = resolve))).catch(() => {});
  };

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isWord(data) || data.from === id) return;
    const { from, kind, isAtWork } = data;
    if (kind === 'gone') {
      forget(from);
      return;
    }
    const isNew = !others.has(from);
    others.set(from, isAtWork);
    show();
    if (kind === 'new') say('here');
    // Granted when the other is no more.
    if (isNew) locks?.request(lockOf(from), () => forget(from)).catch(() => {});
  };
  hold();
  say('new');

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (isAtWork) => {
      if (isAtWork === mine) return;
      mine = isAtWork;
      say('here');
    },
    leave: () => {
      say('gone');
      letGo();
    },
    enter: () => {
      hold();
      say('new');
    },
  };
}
