/** What is kept on this computer between two visits. */
import type { RunIncident } from '../../core/kept-run.ts';
import type { Message } from '../message.ts';

const incidents = {
  'incident.device-lost':
    'In epoch {epoch} the graphics processor stopped answering. Training went back to epoch {backTo} and goes on.',
  'incident.out-of-memory': 'In epoch {epoch} the memory was full. Training went back to epoch {backTo} and goes on.',
  'incident.not-finite':
    'In epoch {epoch} the losses were no longer numbers. Training went back to epoch {backTo}, with other random numbers from there.',
} as const satisfies Record<`incident.${RunIncident['kind']}`, Message>;

export const keptTexts = {
  ...incidents,
  'kept.title.unfinished': 'Unfinished training',
  'kept.title': 'Kept on this computer',
  'kept.epoch': 'Epoch {epoch} of {epochs}',
  'kept.complete': 'All {count} epochs done',
  'kept.facts': '{size} px, width {width} · {patients} · saved {moment} · {bytes}',
  'kept.demo': 'demo patients',
  'kept.continue': 'Continue from epoch {epoch}',
  'kept.open': 'Open',
  'kept.openPairs': 'Make pairs from it',
  'kept.name': 'The training of {moment}',
  'kept.older':
    'Begun by an older version, which may have read its table differently: to continue, add the same table and pictures.',
  'kept.erase': 'Erase',
  'kept.inUse': 'Open in another tab.',
  'kept.withPatients': 'Its prepared patients are kept too ({bytes}).',
  'kept.needsFiles': 'Its patients were not kept: add the same table and pictures first.',
  'kept.what':
    'In this browser, on this computer: the networks and the losses of a training, no names, no ids, no files. At most five trainings; the oldest go first when space is short.',
  'kept.eraseAll': 'Erase everything',
  'kept.erase.title': 'Erase this training?',
  'kept.erase.text': 'What was kept of it in this browser is removed and cannot be brought back.',
  'kept.eraseAll.title': 'Erase everything that is kept?',
  'kept.eraseAll.text':
    'All trainings and prepared patients that this page keeps in this browser are removed and cannot be brought back. Your own files are not touched.',
  'kept.erase.confirm': 'Erase',

  'keeping.runs': 'Keep the training on this computer, to continue after the tab was closed',
  'keeping.runs.cost': 'about {bytes}, up to three times that while saving; {free} free',
  'keeping.runs.costUnknown': 'about {bytes}, up to three times that while saving',
  'keeping.patients': 'Keep the prepared patients too ({bytes}), so that the files need not be added again',
  'keeping.tooLittle':
    'There is not enough space for this: {bytes} are needed and {free} are free. Training works, but could not be continued after a crash or a closed tab.',
  'keeping.unavailable':
    'This browser does not let the page keep anything ({reason}). Training works, but ends with the tab.',

  'saved.at': 'Kept up to epoch {epoch}, at {moment}.',
  'saved.full': 'Not kept: the disk space for this site is full. Training goes on, and tries again.',
  'saved.failed': 'Not kept: writing failed. Training goes on, and tries again.',
  'failed.continue': 'Continue from epoch {epoch}',
  'failed.smaller': 'Train a smaller network ({size} px, width {width})',
} as const satisfies Record<string, Message>;
