/** Every visible English text: the source of the typed keys. Other languages are typed by it. */
import { checkTexts } from './en/check.ts';
import { codedTexts } from './en/codes.ts';
import { pictureTexts } from './en/pictures.ts';
import { commonTexts } from './en/common.ts';
import { ecgComparisonTexts } from './en/comparison-ecgs.ts';
import { comparisonPartTexts } from './en/comparison-parts.ts';
import { privacyTexts } from './en/comparison-privacy.ts';
import { usefulnessTexts } from './en/comparison-use.ts';
import { comparisonTexts } from './en/comparison.ts';
import { dataTexts } from './en/data.ts';
import { errorTexts } from './en/errors.ts';
import { keptTexts } from './en/kept.ts';
import { modelTexts } from './en/model.ts';
import { offlineTexts } from './en/offline.ts';
import { pairingTexts } from './en/pairing.ts';
import { pastEpochTexts } from './en/past-epochs.ts';
import { readerTestTexts } from './en/reader-test.ts';
import { reportTexts } from './en/report.ts';
import { resultTexts } from './en/results.ts';
import { trainTexts } from './en/train.ts';

export const en = {
  ...commonTexts,
  ...errorTexts,
  ...codedTexts,
  ...dataTexts,
  ...checkTexts,
  ...pictureTexts,
  ...pairingTexts,
  ...trainTexts,
  ...pastEpochTexts,
  ...resultTexts,
  ...comparisonTexts,
  ...modelTexts,
  ...reportTexts,
  ...ecgComparisonTexts,
  ...comparisonPartTexts,
  ...privacyTexts,
  ...usefulnessTexts,
  ...keptTexts,
  ...readerTestTexts,
  ...offlineTexts,
} as const;
