/** Tells the page what a run begins with. */
import type { EpochLog } from '../../core/epoch-log.ts';
import { pairCounts } from '../../core/trained-on.ts';
import { patientSides } from '../../recipes/patient-sides.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import type { TrainEvent } from '../protocol.ts';
import type { RunSaver } from './run-saver.ts';

export function announceRun(
  {
    model,
    log,
    saver,
  }: { readonly model: TrainedModel; readonly log: readonly EpochLog[]; readonly saver: RunSaver | null },
  emit: (event: TrainEvent) => void,
): void {
  const { gan, backend, config, study, schema, epoch } = model;
  const { learn, validation } = patientSides(study, config);
  emit({
    kind: 'train-started',
    started: {
      backend: backend.info,
      config,
      ...pairCounts(study.patients.train),
      setAside: study.holdout.count,
      validation: validation?.pairs.length ?? 0,
      constant: study.constant,
      columns: schema.columns.length,
      stepsPerEpoch: Math.ceil(learn.pairs.length / config.batch),
      sheet: gan.sheetFit,
    },
  });
  emit({ kind: 'train-kept', run: saver?.id ?? null, epoch, epochs: log });
}
