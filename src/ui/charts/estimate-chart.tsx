/**
 * Numbers with their 95 % intervals, one line each, in groups. Real: filled and solid; synthetic: hollow and dashed; a
 * control: a grey diamond, dotted. A line across shows what chance gives.
 */
import { useElementSize } from '@mantine/hooks';
import { extentOf, place, roundTicks } from '../../report-page/chart-scale.ts';
import { useTexts } from '../context/texts-context.tsx';
import classes from './estimate-chart.module.css';

export type MarkKind = 'real' | 'synthetic' | 'control';

export interface EstimateMark {
  readonly name: string;
  readonly kind: MarkKind;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface EstimateGroup {
  /** Empty: the marks carry their names themselves. */
  readonly name: string;
  readonly marks: readonly EstimateMark[];
}

interface EstimateChartProps {
  readonly label: string;
  readonly groups: readonly EstimateGroup[];
  /** What chance gives, and how it is called. */
  readonly reference: { readonly value: number; readonly name: string } | null;
  /** The scale reaches at least from here to there. */
  readonly from: number;
  readonly to: number;
  /** Writes each mark's name above it, where colour and shape do not say enough. */
  readonly isNamed?: boolean;
}

const PAD = 14;
const HEAD = 28;
const LINE = 20;
const NAMED_LINE = 44;
const AFTER = 12;
const AXIS = 48;
const RADIUS = 6;

interface Placed {
  readonly mark: EstimateMark;
  readonly y: number;
}

/** Where everything is, downwards. */
function layOut(groups: readonly EstimateGroup[], isNamed: boolean) {
  const line = isNamed ? NAMED_LINE : LINE;
  let y = 0;
  const placed = groups.map((group) => {
    const head = group.name === '' ? 0 : HEAD;
    const top = y;
    const marks = group.marks.map((mark, i): Placed => ({ mark, y: top + head + (i + (isNamed ? 0.75 : 0.5)) * line }));
    y = top + head + group.marks.length * line + AFTER;
    return { name: group.name, top, marks };
  });
  return { placed, bottom: y };
}

export function EstimateChart({ label, groups, reference, from, to, isNamed = false }: EstimateChartProps) {
  const { n } = useTexts();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const { placed, bottom } = layOut(groups, isNamed);
  const height = bottom + (reference === null ? AXIS / 2 : AXIS);
  const all = groups.flatMap((group) => group.marks.flatMap((mark) => [mark.low, mark.high]));
  const extent = extentOf([from, to, ...(reference === null ? [] : [reference.value]), ...all]);
  const x = (value: number): number => PAD + place(value, extent, Math.max(1, width - 2 * PAD));
  return (
    <div ref={ref} style={{ height }}>
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={label}>
          {reference === null ? null : (
            <line className={classes.reference} x1={x(reference.value)} x2={x(reference.value)} y1={0} y2={bottom} />
          )}
          {placed.map((group) => (
            <g key={group.name}>
              {group.name === '' ? null : (
                <text className={classes.name} x={PAD} y={group.top + 18}>
                  {group.name}
                </text>
              )}
              {group.marks.map(({ mark, y }) => (
                <g key={mark.name} className={classes[mark.kind]}>
                  {isNamed ? (
                    <text className={classes.markName} x={PAD} y={y - 14}>
                      {mark.name}
                    </text>
                  ) : null}
                  <line x1={x(mark.low)} x2={x(mark.high)} y1={y} y2={y} />
                  <Mark kind={mark.kind} x={x(mark.value)} y={y} />
                </g>
              ))}
            </g>
          ))}
          <line className={classes.axis} x1={PAD} x2={width - PAD} y1={bottom} y2={bottom} />
          {roundTicks(extent, Math.max(2, Math.min(6, width / 100))).map((tick) => (
            <text key={tick} className={classes.tick} x={x(tick)} y={bottom + 18} textAnchor="middle">
              {n.decimal(tick, 3)}
            </text>
          ))}
          {reference === null ? null : (
            <Reference {...reference} at={x(reference.value)} y={bottom + 40} width={width} />
          )}
        </svg>
      )}
    </div>
  );
}

function Mark({ kind, x, y }: { readonly kind: MarkKind; readonly x: number; readonly y: number }) {
  if (kind !== 'control') return <circle cx={x} cy={y} r={RADIUS} />;
  return <path d={`M${x},${y - RADIUS}l${RADIUS},${RADIUS}l${-RADIUS},${RADIUS}l${-RADIUS},${-RADIUS}Z`} />;
}

interface ReferenceProps {
  readonly name: string;
  readonly at: number;
  readonly y: number;
  readonly width: number;
}

/** What the line across stands for, kept inside the chart. */
function Reference({ name, at, y, width }: ReferenceProps) {
  const anchor = at < width * 0.2 ? 'start' : at > width * 0.8 ? 'end' : 'middle';
  return (
    <text className={classes.tick} x={at} y={y} textAnchor={anchor}>
      ↑ {name}
    </text>
  );
}
