/** Which mark is real and which synthetic, above the charts of a question. */
import { KindMark } from '../../../pictures/kind-mark.tsx';
import classes from './question.module.css';

export function KindsKey() {
  return (
    <div className={classes.kinds}>
      <KindMark kind="real" />
      <KindMark kind="synthetic" />
    </div>
  );
}
