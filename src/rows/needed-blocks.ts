/** Which blocks must have been drawn before some columns are known: those that they depend on, and what these depend on. */
import type { LinearScore, RowBlock, RowModel, TreeModel } from './row-model.ts';

function slotsRead(block: RowBlock): number[] {
  const ofScore = (score: LinearScore, tree: TreeModel | null): number[] => [
    ...score.slots,
    ...(tree?.feature.filter((slot) => slot >= 0) ?? []),
  ];
  const asked = block.kind === 'blank' ? [block.question] : block.questions.map(({ question }) => question);
  const law = block.kind === 'blank' ? null : block.law;
  return [
    ...asked.flatMap(({ score, tree, forced }) => [...ofScore(score, tree), ...forced.map(({ slot }) => slot)]),
    ...(law === null ? [] : ofScore(law.score, law.tree)),
  ];
}

function columnsRead(block: RowBlock): readonly number[] {
  if (block.kind === 'blank') return [];
  const { formula, anyOf, atLeast, atMost } = block;
  return [...(formula?.columns ?? []), ...(anyOf?.columns ?? []), ...atLeast, ...atMost];
}

/** [blocks] of true where the block has a say in one of `columns`. */
export function neededBlocks({ blocks, slots, columns: all }: RowModel, columns: readonly number[]): boolean[] {
  const writers = new Int32Array(slots).fill(-1);
  const blockOf = all.map((): number[] => []);
  for (const [b, block] of blocks.entries()) {
    if (block.kind === 'blank') {
      writers[block.slot] = b;
      for (const column of block.columns) blockOf[column]?.push(b);
    } else {
      for (const { slot } of block.slots) writers[slot] = b;
      blockOf[block.column]?.push(b);
    }
  }
  const isNeeded = blocks.map(() => false);
  const open = columns.flatMap((column) => blockOf[column] ?? []);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const block = blocks[next];
    if (block === undefined || isNeeded[next] === true) continue;
    isNeeded[next] = true;
    for (const slot of slotsRead(block)) {
      const writer = writers[slot] ?? -1;
      if (writer >= 0) open.push(writer);
    }
    for (const column of columnsRead(block)) open.push(...(blockOf[column] ?? []));
    if (block.kind === 'column') open.push(...(blockOf[block.column] ?? []));
  }
  return isNeeded;
}
