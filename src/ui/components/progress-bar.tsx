/** A bar from 0 to 1; null while it cannot be counted. */
import classes from './progress-bar.module.css';

export function ProgressBar({ value, label }: { readonly value: number | null; readonly label: string }) {
  const percent = value === null ? null : Math.round(1000 * Math.min(1, Math.max(0, value))) / 10;
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
    >
      <div
        className={classes.fill}
        data-uncounted={percent === null}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
