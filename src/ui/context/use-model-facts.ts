/** In a sentence, what an opened model is: the same words wherever it is spoken of. */
import type { ModelView } from '../../worker/protocol.ts';
import { useTexts } from './texts-context.tsx';

export function useModelFacts({ trainedOn, epoch, config, backend }: ModelView): string {
  const { t } = useTexts();
  const name = t(`backend.${backend.name}`);
  return t(trainedOn.source === 'demo' ? 'model.opened.facts.demo' : 'model.opened.facts', {
    epochs: t('count.epochs', { count: epoch }),
    patients: t('count.patients', { count: trainedOn.patients }),
    size: config.size,
    backend: backend.adapter === '' ? name : t('backend.named', { backend: name, adapter: backend.adapter }),
  });
}
