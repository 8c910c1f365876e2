/** Can a network tell real from synthetic, by rows, by ECGs, by both? */
import type { EcgComparison } from '../../../../core/report/ecg-comparison.ts';
import { detectionLines } from '../../../../report-page/ecg-words.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import { ScoresFigure } from './scores-figure.tsx';

export function DetectionFigure({ report }: { readonly report: EcgComparison }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <ScoresFigure
      title={t('detection.title')}
      caption={t('detection.caption')}
      fileName="detection"
      lines={detectionLines(texts, report)}
      from={0.4}
      to={1}
    />
  );
}
