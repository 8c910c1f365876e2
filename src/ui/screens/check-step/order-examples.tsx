/** What sorted order would pair, before anybody says that it is right: the first ECG, the one in the middle and the last, beside their rows. */
import { useEffect, useState } from 'react';
import type { DataReport } from '../../../core/data-report.ts';
import type { OrderExample } from '../../../core/order-offer.ts';
import { useActions } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { Enlarge } from '../../pictures/enlarge.tsx';
import classes from './order-consent.module.css';

interface OrderExamplesProps {
  readonly report: DataReport;
  readonly examples: readonly OrderExample[];
}

export function OrderExamples({ report, examples }: OrderExamplesProps) {
  const { t } = useTexts();
  return (
    <ul className={classes.examples} data-testid="order-examples" aria-label={t('order.examples')}>
      {examples.map((example) => (
        <Example
          key={example.position}
          example={example}
          line={report.table?.rowLines[example.row] ?? example.row + 2}
          areReadable={report.images.drawn === 0}
        />
      ))}
    </ul>
  );
}

interface ExampleProps {
  readonly example: OrderExample;
  /** 1-based, of the file. */
  readonly line: number;
  /** Pictures that were given as such: those drawn from signals have no file to look at. */
  readonly areReadable: boolean;
}

function Example({ example, line, areReadable }: ExampleProps) {
  const { t, n } = useTexts();
  const { pictureToEdit } = useActions();
  const { position, path, cells } = example;
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!areReadable) return undefined;
    let isWanted = true;
    let made: string | null = null;
    pictureToEdit(position).then(
      ({ image }) => {
        if (!isWanted) return;
        made = URL.createObjectURL(image);
        setAddress(made);
      },
      // Its name and its row are there to compare; a picture that cannot be read is named among the files.
      () => {},
    );
    return () => {
      isWanted = false;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [areReadable, pictureToEdit, position]);
  return (
    <li className={classes.example}>
      {address === null ? null : (
        <Enlarge label={t('order.example', { line, file: path })} note={null} large={<img src={address} alt="" />}>
          <img src={address} alt={t('order.example.alt', { file: path })} />
        </Enlarge>
      )}
      <p>
        <strong>{t('order.example', { line, file: path })}</strong>
      </p>
      <dl>
        {cells.map(({ column, text }) => (
          <div key={column}>
            <dt title={column}>{column}</dt>
            <dd>{text === '' ? t('row.empty') : n.cell(text)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
