/** What is chosen inside a question: a row of a table may choose what a figure shows. */
import { createContext, use } from 'react';

export interface Choices {
  readonly chosen: Readonly<Record<string, string>>;
  readonly choose: (id: string, value: string) => void;
}

export const ChoicesContext = createContext<Choices>({ chosen: {}, choose: () => {} });

/** The value is undefined until something is chosen. */
export function useChoice(id: string): readonly [value: string | undefined, choose: (value: string) => void] {
  const { chosen, choose } = use(ChoicesContext);
  return [chosen[id], (value) => choose(id, value)];
}

/** Id of the element that shows what is chosen. */
export const placeOfChoice = (id: string): string => `chosen-${id}`;
