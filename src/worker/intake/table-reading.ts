/** What reads tables and looks through them: loaded with the first one. */
import { NAME_HASHES } from '../../data/personal/name-hashes.ts';
import { nameList } from '../../data/personal/name-list.ts';
import { findRules } from '../../intake/found-rules.ts';
import { type IntakeInput, type IntakeResult, runIntake } from '../../intake/intake.ts';

const names = nameList(NAME_HASHES);

export function readTables(input: Omit<IntakeInput, 'names' | 'findRules'>): IntakeResult {
  return runIntake({ ...input, names, findRules });
}
