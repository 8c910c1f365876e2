/** Which mark is real and which synthetic, above the charts of a question; a third one where there is a control. */
import { KindMark } from '../../../pictures/kind-mark.tsx';
import classes from './question.module.css';

export function KindsKey({ control }: { readonly control?: string | undefined }) {
  return (
    <div className={classes.kinds}>
      <KindMark kind="real" />
      <KindMark kind="synthetic" />
      {control === undefined ? null : <span className={classes.control}>{control}</span>}
    </div>
  );
}
