/** Blocks of an answer on the page: figures with their numbers, tables, choices. */
import { NativeSelect } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Block, ChoiceBlock, FigureBlock, ListBlock } from '../../../../answers/answer.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { FigureView } from '../../../charts/figure-view.tsx';
import { Sheet } from '../../../components/screen.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { AnswerTable } from './answer-table.tsx';
import { ChoicesContext, placeOfChoice, useChoice } from './choices.ts';
import { Clouds } from './clouds.tsx';
import { HeatMaps } from './heat-maps.tsx';
import { KindsKey } from './kinds-key.tsx';
import classes from './question.module.css';

export function AnswerBlocks({ blocks }: { readonly blocks: readonly Block[] }) {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const choices = useMemo(
    () => ({ chosen, choose: (id: string, value: string) => setChosen((now) => ({ ...now, [id]: value })) }),
    [chosen],
  );
  return (
    <ChoicesContext value={choices}>
      <BlockList blocks={blocks} />
    </ChoicesContext>
  );
}

/** Blocks have no names: a block that changes is the same block with other contents. */
function BlockList({ blocks, aside }: { readonly blocks: readonly Block[]; readonly aside?: ReactNode }) {
  // oxlint-disable-next-line react/no-array-index-key
  return blocks.map((block, i) => <BlockView key={i} block={block} aside={aside} />);
}

function BlockView({ block, aside }: { readonly block: Block; readonly aside: ReactNode }) {
  const { say } = useTexts();
  switch (block.kind) {
    case 'figure':
      return <FigureOf block={block} aside={aside} />;
    case 'table':
      return <AnswerTable block={block} />;
    case 'maps':
      return <HeatMaps block={block} />;
    case 'clouds':
      return <Clouds block={block} />;
    case 'choice':
      return <Choice block={block} />;
    case 'section':
      return (
        <>
          <h3>{say(block.title)}</h3>
          {block.text === null ? null : <p className={classes.text}>{say(block.text)}</p>}
          <div className={block.isSideBySide ? classes.side : classes.group}>
            <BlockList blocks={block.blocks} />
          </div>
        </>
      );
    case 'list':
      return (
        <section>
          <h3>{say(block.title)}</h3>
          <ListOf block={block} />
        </section>
      );
    case 'text':
      return <p className={classes.text}>{say(block.text)}</p>;
    default:
      return block satisfies never;
  }
}

/** What is seen without being asked for, on a sheet of its own. */
export function OpenBlock({ block }: { readonly block: ListBlock }) {
  const { say } = useTexts();
  return (
    <Sheet title={say(block.title)} testId={block.id}>
      <ListOf block={block} />
    </Sheet>
  );
}

function ListOf({ block }: { readonly block: ListBlock }) {
  const { say } = useTexts();
  return (
    <>
      <p className={classes.lead}>{say(block.lead)}</p>
      <ul className={classes.list}>
        {block.items.map(say).map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}

function FigureOf({ block, aside }: { readonly block: FigureBlock; readonly aside: ReactNode }) {
  const { say } = useTexts();
  const { key, figure, caption } = block;
  const control = key?.control ?? null;
  return (
    <ChartFigure
      block={block}
      aside={
        <>
          {key === null ? null : <KindsKey control={control === null ? undefined : say(control)} />}
          {aside}
        </>
      }
    >
      <FigureView figure={figure} label={say(caption)} />
    </ChartFigure>
  );
}

function Choice({ block }: { readonly block: ChoiceBlock }) {
  const { say } = useTexts();
  const { id, label, options, first, isAbove } = block;
  const [wanted = first, choose] = useChoice(id);
  const value = options.some((option) => option.value === wanted) ? wanted : first;
  const blocks = useMemo(() => block.blocks(value), [block, value]);
  const select = (
    <NativeSelect
      {...(isAbove ? { label: say(label) } : { 'aria-label': say(label) })}
      value={value}
      data={options.map((option) => ({ value: option.value, label: say(option.name) }))}
      onChange={(event) => choose(event.currentTarget.value)}
      data-testid={`choose-${id}`}
    />
  );
  if (!isAbove) {
    return (
      <div id={placeOfChoice(id)}>
        <BlockList blocks={blocks} aside={select} />
      </div>
    );
  }
  return (
    <>
      <div className={classes.groupHead}>{select}</div>
      <BlockList blocks={blocks} />
    </>
  );
}
