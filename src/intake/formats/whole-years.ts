/** An age in whole years between two dates as files write them (`19530508…`, `1953-05-08`); undefined where one is none. The dates go no further. */
export function wholeYears(born: string | undefined, then: string | undefined): string | undefined {
  const parts = (text: string | undefined): readonly number[] | null => {
    const found = /^(\d{4})-?(\d{2})-?(\d{2})/u.exec(text ?? '');
    return found === null ? null : found.slice(1).map(Number);
  };
  const [from, to] = [parts(born), parts(then)];
  if (from === null || to === null) return undefined;
  const [year = 0, month = 0, day = 0] = from;
  const [atYear = 0, atMonth = 0, atDay = 0] = to;
  return String(atYear - year - (atMonth < month || (atMonth === month && atDay < day) ? 1 : 0));
}
