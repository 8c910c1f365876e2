/** What a page asks of the service worker, over a port on which it is answered. */
export type OfflineRequest =
  /** How things stand. */
  | 'state'
  /** Fetch also what is large; throw away versions that no tab shows any more. Only from a page that was just opened. */
  | 'complete'
  /** The visitor wants the newest version, from the next opening on. */
  | 'renew';

export interface OfflineAnswer {
  /** A version other than the one that is shown has been fetched, and waits to be wanted. */
  readonly isNewer: boolean;
  /** Nothing that the shown version could need is missing. */
  readonly isComplete: boolean;
}

/** The files of a version, by their path below the site's folder, with their SHA-256 as `integrity` has it. Written by the build. */
export interface SiteFiles {
  readonly version: string;
  /** Without these nothing works. */
  readonly needed: Readonly<Record<string, string>>;
  /** Fetched when the page is at rest. */
  readonly large: Readonly<Record<string, string>>;
}
