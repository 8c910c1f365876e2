import { describe, expect, it } from 'vitest';
import { runCommand, runLanes, type Stage } from './stages.ts';

const node = (script: string) => ({ file: process.execPath, args: ['-e', script], cwd: process.cwd() });

/** A stage that ends when it is told to. */
function held(name: string, counts = { passed: 1, failed: 0 }) {
  let end = (): void => {};
  const stage: Stage = {
    name,
    run: (say) =>
      new Promise((resolve) => {
        say('begins');
        end = () => resolve(counts);
      }),
  };
  return { stage, end: () => end() };
}

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

describe('lanes', () => {
  it('run beside each other, and the stages of one after another', async () => {
    const [a, b, c] = [held('a'), held('b', { passed: 5, failed: 2 }), held('c')];
    const lines: string[] = [];
    const all = runLanes(
      [[a.stage, b.stage], [c.stage]],
      (line) => lines.push(line),
      () => 0,
    );
    await settled();
    expect(lines).toEqual(['a | begins', 'c | begins']);
    a.end();
    await settled();
    expect(lines.slice(2)).toEqual(['a | ok, 1 passed, 0 failed (0.0 s)', 'b | begins']);
    b.end();
    c.end();
    expect(await all).toEqual({ passed: 7, failed: 2 });
    expect(lines).toContain('b | FAIL, 5 passed, 2 failed (0.0 s)');
  });

  it('go on after a stage that cannot be run, which is one failure', async () => {
    const broken: Stage = { name: 'broken', run: () => Promise.reject(new Error('no such program')) };
    const good: Stage = { name: 'good', run: () => Promise.resolve({ passed: 3, failed: 0 }) };
    const lines: string[] = [];
    expect(await runLanes([[broken, good]], (line) => lines.push(line))).toEqual({ passed: 3, failed: 1 });
    expect(lines[0]).toContain('broken | Error: no such program');
    expect(lines.at(-1)).toContain('good   | ok, 3 passed');
  });
});

describe('a program', () => {
  it('is heard on both streams, to its last line', async () => {
    const lines: string[] = [];
    const script = "console.log('one\\n\\ntwo'); console.error('three'); process.stdout.write('four')";
    expect(await runCommand(node(script), (line) => lines.push(line))).toBe(true);
    expect(lines.toSorted()).toEqual(['', 'four', 'one', 'three', 'two']);
  });

  it('that fails is told from one that does not, and one that is missing rejects', async () => {
    expect(await runCommand(node('process.exit(3)'), () => {})).toBe(false);
    expect(await runCommand(node("process.kill(process.pid, 'SIGKILL')"), () => {})).toBe(false);
    const missing = { file: 'no-such-program-here', args: [], cwd: process.cwd() };
    await expect(runCommand(missing, () => {})).rejects.toThrow('ENOENT');
  });
});
