/** Every visible Russian text, typed by the English ones; loaded only where Russian is read. */
import type { Dictionary } from './languages.ts';
import { withTiedWords } from './tied-words.ts';
import { checkTexts } from './ru/check.ts';
import { codedTexts } from './ru/codes.ts';
import { pictureTexts } from './ru/pictures.ts';
import { commonTexts } from './ru/common.ts';
import { ecgComparisonTexts } from './ru/comparison-ecgs.ts';
import { comparisonPartTexts } from './ru/comparison-parts.ts';
import { privacyTexts } from './ru/comparison-privacy.ts';
import { usefulnessTexts } from './ru/comparison-use.ts';
import { comparisonTexts } from './ru/comparison.ts';
import { dataTexts } from './ru/data.ts';
import { errorTexts } from './ru/errors.ts';
import { keptTexts } from './ru/kept.ts';
import { modelTexts } from './ru/model.ts';
import { offlineTexts } from './ru/offline.ts';
import { pairingTexts } from './ru/pairing.ts';
import { pastEpochTexts } from './ru/past-epochs.ts';
import { readerTestTexts } from './ru/reader-test.ts';
import { reportTexts } from './ru/report.ts';
import { resultTexts } from './ru/results.ts';
import { trainTexts } from './ru/train.ts';

export const ru = withTiedWords({
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
}) satisfies Dictionary;
