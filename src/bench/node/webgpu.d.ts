/** The npm package `webgpu` (Dawn for Node) is no dependency of the app: it stands beside the bundle where that is run. */
declare module 'webgpu' {
  export const globals: Record<string, unknown>;
  export function create(options: readonly string[]): GPU;
}

declare const process: {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  exit(code: number): never;
};
