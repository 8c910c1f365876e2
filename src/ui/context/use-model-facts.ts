/** In a sentence, what an opened model is: the same words wherever it is spoken of. */
import { countPeople } from '../../i18n/count-people.ts';
import type { ModelView } from '../../worker/protocol.ts';
import { useTexts } from './texts-context.tsx';

export function useModelFacts({ trainedOn, epoch, config, backend }: ModelView): string {
  const texts = useTexts();
  const { t } = texts;
  const name = t(`backend.${backend.name}`);
  return t(trainedOn.source === 'demo' ? 'model.opened.facts.demo' : 'model.opened.facts', {
    epochs: t('count.epochs', { count: epoch }),
    patients: countPeople(trainedOn, texts),
    size: config.size,
    backend: backend.adapter === '' ? name : t('backend.named', { backend: name, adapter: backend.adapter }),
  });
}
