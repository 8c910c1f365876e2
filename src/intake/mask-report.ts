/** What the report names without what tells who somebody is: file names, and the pair that shows how ids were found. */
import type { AppErrorData } from '../core/app-error.ts';
import type { DataReport, Pairing } from '../core/data-report.ts';
import { naturalOrder } from '../data/file-key.ts';
import { namesInFiles, pathMask } from '../data/personal/mask-paths.ts';
import type { NameList } from '../data/personal/name-list.ts';
import type { Column } from '../data/read-columns.ts';

function* personalCells(columns: readonly Column[]): Iterable<string> {
  for (const { profile, suggestion } of columns) if (suggestion.personal) yield* profile.column.texts;
}

/** Masks paths; made when it is first needed: most reports name no picture at all. `pictures`: the paths of all. */
export function maskOf(
  columns: readonly Column[],
  pictures: readonly string[],
  names: NameList,
): (path: string) => string {
  let made: ((path: string) => string) | null = null;
  return (path) => {
    made ??= pathMask([...personalCells(columns), ...namesInFiles(pictures, names)], names);
    return made(path);
  };
}

/** Path → what it is called where it is shown: no two have one name. */
function labelsOf(paths: readonly string[], mask: (path: string) => string): ReadonlyMap<string, string> {
  const used = new Set<string>();
  return new Map(
    paths.map((path) => {
      const masked = mask(path);
      let label = masked;
      for (let n = 2; used.has(label); n++) label = `${masked} (${n})`;
      used.add(label);
      return [path, label];
    }),
  );
}

/** The names of files in an error. */
function maskProblem(problem: AppErrorData | null, shown: (path: string) => string): AppErrorData | null {
  if (problem === null) return null;
  const { file, files } = problem.params;
  return {
    ...problem,
    params: {
      ...problem.params,
      ...(typeof file === 'string' ? { file: shown(file) } : {}),
      ...(Array.isArray(files) ? { files: files.map((one) => shown(String(one))) } : {}),
    },
  };
}

export interface MaskedReport {
  readonly report: DataReport;
  /** What a table is called in the report → its path. */
  readonly tables: ReadonlyMap<string, string>;
}

/** Every path of the report without what tells who somebody is. */
export function maskPaths(
  report: DataReport,
  columns: readonly Column[],
  pictures: readonly string[],
  names: NameList,
): MaskedReport {
  const { images, pairing, table, settings } = report;
  const mask = maskOf(columns, pictures, names);
  const all = (paths: readonly string[]): string[] => paths.map(mask);
  const { example } = pairing;
  const labels = labelsOf(report.tables, mask);
  const shown = (path: string): string => labels.get(path) ?? mask(path);
  const masked: DataReport = {
    ...report,
    tables: report.tables.map(shown),
    table: table === null ? null : { ...table, path: shown(table.path), stray: table.stray.map(shown) },
    problem: maskProblem(report.problem, shown),
    // A table that is not there was not used.
    settings: { ...settings, table: settings.table === null ? null : (labels.get(settings.table) ?? null) },
    images: {
      ...images,
      rejected: images.rejected.map((file) => ({ ...file, path: mask(file.path) })),
      same: { exact: images.same.exact.map(all), near: images.same.near.map(all) },
      leadsMissing: images.leadsMissing.map((file) => ({ ...file, path: mask(file.path) })),
      damaged: images.damaged.map((file) => ({ ...file, path: mask(file.path) })),
      photographs: images.photographs.map((file) => ({ ...file, path: mask(file.path) })),
      leftOutBent: all(images.leftOutBent),
      leftOutSame: images.leftOutSame.map(({ path, sameAs }) => ({ path: mask(path), sameAs: mask(sameAs) })),
    },
    pairing: {
      ...pairing,
      ...(pairing.order === undefined
        ? {}
        : {
            order: {
              ...pairing.order,
              examples: pairing.order.examples.map((one) => ({ ...one, path: mask(one.path) })),
            },
          }),
      imagesWithoutRow: all(pairing.imagesWithoutRow),
      leftOver: pairing.leftOver.map((left) => ({ ...left, path: mask(left.path) })),
      sharedImages: pairing.sharedImages.map((shared) => ({ ...shared, path: mask(shared.path) })),
      extraImages: pairing.extraImages.map((extra) => ({
        ...extra,
        kept: mask(extra.kept),
        others: all(extra.others),
      })),
      example: example !== null && 'id' in example ? { ...example, file: mask(example.file) } : example,
    },
  };
  return { report: masked, tables: new Map(Array.from(labels, ([path, label]) => [label, path])) };
}

/** Where the ids are personal, an example would quote one: only its place is told. */
export function hideExample(pairing: Pairing, columns: readonly Column[], paths: readonly string[]): Pairing {
  const [first] = pairing.pairs;
  const key = columns.find(({ profile }) => profile.name === pairing.keyColumn);
  if (pairing.example === null || first === undefined || key?.suggestion.personal !== true) return pairing;
  const own = paths[first.image] ?? '';
  const picture = paths.filter((path) => naturalOrder(path, own) < 0).length;
  return { ...pairing, example: { row: first.row, picture } };
}
