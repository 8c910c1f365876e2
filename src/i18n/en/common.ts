/** Header, steps, and what every screen uses. */
import type { ColumnRole, ColumnType } from '../../core/table-schema.ts';
import type { Progress } from '../../core/progress.ts';
import type { Message } from '../message.ts';

const roles = {
  'role.feature': 'Feature',
  'role.target': 'Target',
  'role.id': 'Patient id',
  'role.image': 'Picture file',
  'role.drop': 'Left out',
} as const satisfies Record<`role.${ColumnRole}`, Message>;

const types = {
  'type.binary': 'Two values',
  'type.integer': 'Whole number',
  'type.continuous': 'Decimal number',
  'type.categorical': 'Category',
} as const satisfies Record<`type.${ColumnType}`, Message>;

const stages = {
  'stage.reading': 'Reading files',
  'stage.decoding': 'Looking at the ECG pictures',
  'stage.drawing-demo': 'Drawing demo patients and their ECGs',
  'stage.preparing': 'Measuring the patients',
  'stage.building': 'Building the networks',
  'stage.measuring': 'Measuring this computer',
  'stage.sampling': 'Making synthetic patients',
  'stage.comparing': 'Comparing real with synthetic',
  'stage.packing': 'Packing the files',
} as const satisfies Record<`stage.${Progress['stage']}`, Message>;

export const commonTexts = {
  ...roles,
  ...types,
  ...stages,
  'app.title': 'ECG Pair Studio',
  'app.skip': 'Skip to content',
  'glossary.title': 'Glossary',
  'picture.enlarge': 'Enlarge',
  'picture.pixels': '{size} × {size} px, as the networks see it',
  'app.licences': 'Third-party licences',
  'app.steps': 'Steps',
  'step.data': 'Data',
  'step.check': 'Check',
  'step.train': 'Train',
  'step.compare': 'Compare',
  'step.download': 'Download',
  'step.locked.check': 'Add data first',
  'step.locked.train': 'The data is not ready yet',
  'step.locked.compare': 'Train first',
  'step.locked.download': 'Finish training first',
  'step.done': 'done',

  'privacy.line': 'Your files stay on this computer',
  'privacy.sent': '{bytes} sent',
  'privacy.explain':
    'Everything is computed in this browser. This number counts every byte that this page and its training process have put into a request since it was opened, plus any request to another site. The browser is also told to refuse connections to other sites.',
  'privacy.foreign': {
    one: '{count} request went to another site: {hosts}. A browser extension can cause that; this page does not.',
    other: '{count} requests went to other sites: {hosts}. A browser extension can cause that; this page does not.',
  },
  'scheme.toDark': 'Switch to dark',
  'scheme.toLight': 'Switch to light',
  'language.label': 'Language',
  'simulated.badge': 'Simulated patients',
  'simulated.explain': 'These patients are drawn from a model. They are nobody’s data.',

  'kind.real': 'Real',
  'kind.simulated': 'Real (simulated demo)',
  'kind.synthetic': 'Synthetic',

  'action.cancel': 'Cancel',
  'action.retry': 'Try again',
  'action.close': 'Close',
  'action.copy': 'Copy the detail',
  'action.copied': 'Copied',
  'confirm.keep': 'Keep it',
  'progress.of': '{done} of {total}',
  'progress.left': 'about {time} left',
  'progress.working': 'Working …',
  'error.title': 'That did not work',
  'error.detail': 'Technical detail',

  'boundary.title': 'This part of the page stopped working',
  'boundary.text':
    'Your data and any training are still there: they live outside this part. Show it again, or go on with another step.',
  'boundary.top': 'The page stopped drawing itself. Your data and any training are still there.',
  'boundary.again': 'Show it again',
  'boundary.reload': 'Reload the page',

  'count.patients': { one: '{count} patient', other: '{count} patients' },
  'count.ecgsOf': { one: '{ecgs} of {count} patient', other: '{ecgs} of {count} patients' },
  'count.rows': { one: '{count} row', other: '{count} rows' },
  'few.patients': {
    one: '{count} patient is enough to try this, not to judge what comes out: most answers will be “too few patients to tell”. About {needed} are needed.',
    other:
      '{count} patients are enough to try this, not to judge what comes out: most answers will be “too few patients to tell”. About {needed} are needed.',
  },
  'count.columns': { one: '{count} column', other: '{count} columns' },
  'count.ecgs': { one: '{count} ECG', other: '{count} ECGs' },
  'count.epochs': { one: '{count} epoch', other: '{count} epochs' },
  'count.pairs': { one: '{count} pair', other: '{count} pairs' },
  'count.more': 'and {count} more',

  'backend.webgpu': 'WebGPU',
  'backend.webgl': 'WebGL',
  'backend.wasm': 'the processor (WebAssembly)',
  'backend.cpu': 'the processor (plain JavaScript)',
  'backend.auto': 'Automatic',
  'backend.named': '{backend}, {adapter}',

  'picture.alt.real': 'Real ECG {number}',
  'picture.alt.synthetic': 'Synthetic ECG {number}',
  'row.empty': 'blank',
} as const satisfies Record<string, Message>;
