/** The rows of the two chosen ECGs, column by column. */
import { Sheet } from '../../components/screen.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { Picture } from '../../pictures/picture.tsx';
import type { PairView } from '../../../worker/protocol.ts';
import classes from './compared-rows.module.css';

interface Chosen {
  readonly view: PairView;
  readonly index: number;
}

interface ComparedRowsProps {
  readonly real: Chosen | null;
  readonly synthetic: Chosen;
}

/** The value of a column by name: the two sides need not list the same columns. */
function valueOf({ view, index }: Chosen, column: string): string {
  const at = view.columns.indexOf(column);
  return at === -1 ? '' : (view.rows[index]?.[at] ?? '');
}

export function ComparedRows({ real, synthetic }: ComparedRowsProps) {
  const { t, n } = useTexts();
  const show = (text: string): string => (text === '' ? t('row.empty') : n.cell(text));
  const realName = real === null ? '' : t('compare.pick.real', { number: real.index + 1 });
  const syntheticName = t('compare.pick.synthetic', { number: synthetic.index + 1 });
  return (
    <Sheet title={t('compare.rows')} testId="compared-rows">
      <p className={classes.text}>{t('compare.rows.text')}</p>
      <div className={classes.layout}>
        <div className={classes.pictures}>
          {real === null ? null : (
            <figure>
              <Picture view={real.view} index={real.index} kind="real" label={realName} />
              <figcaption className={classes.real}>{realName}</figcaption>
            </figure>
          )}
          <figure>
            <Picture view={synthetic.view} index={synthetic.index} kind="synthetic" label={syntheticName} />
            <figcaption className={classes.synthetic}>{syntheticName}</figcaption>
          </figure>
        </div>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('compare.column')}</th>
              {real === null ? null : (
                <th scope="col" className={classes.real}>
                  {t('kind.real')}
                </th>
              )}
              <th scope="col" className={classes.synthetic}>
                {t('kind.synthetic')}
              </th>
            </tr>
          </thead>
          <tbody>
            {synthetic.view.columns.map((column) => (
              <tr key={column}>
                <th scope="row">{column}</th>
                {real === null ? null : <td>{show(valueOf(real, column))}</td>}
                <td>{show(valueOf(synthetic, column))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  );
}
