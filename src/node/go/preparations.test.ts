import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { useFakeBuilds } from '../../../test/check/support/fake-builds';
import type { PrepareResult } from './prepare';
import { preparedAfresh, preparedLately } from './preparations';

describe('preparations', function () {
  this.timeout(30_000);
  const { builds, request } = useFakeBuilds();

  /** The program that was prepared. It stands while it is used. */
  const programOf = async (result: PrepareResult): Promise<string> => {
    assert.ok('prepared' in result, 'reason' in result ? result.reason.message : '');
    assert.ok(existsSync(result.prepared.build.program));
    return result.prepared.build.program;
  };

  it('made afresh are built for every use and removed after it', async () => {
    const programs = [];
    for (let use = 0; use < 2; use++) programs.push(await preparedAfresh.use(request('one'), programOf));
    assert.equal(new Set(programs).size, 2);
    for (const program of programs) assert.equal(existsSync(program), false);
    assert.equal(await builds(), 2);
  });

  it('made lately are built once for each solution, also when they are wanted at the same time', async () => {
    const preparations = preparedLately(2);
    const texts = ['one', 'two', 'one', 'one'];
    const programs = await Promise.all(texts.map((text) => preparations.use(request(text), programOf)));
    assert.equal(new Set(programs).size, 2);
    assert.deepEqual([programs[2], programs[3]], [programs[0], programs[0]]);
    assert.equal(await builds(), 2);
    await preparations.dispose();
    for (const program of programs) assert.equal(existsSync(program), false);
  });

  it('made lately stay as long as they are among the last so many', async () => {
    const preparations = preparedLately(2);
    const programs = new Map<string, string>();
    const use = async (text: string): Promise<void> =>
      void programs.set(text, await preparations.use(request(text), programOf));
    const kept = (): readonly string[] =>
      [...programs].flatMap(([text, program]) => (existsSync(program) ? [text] : []));
    for (const text of ['one', 'two', 'one', 'three']) await use(text);
    assert.deepEqual(kept(), ['one', 'three']);
    assert.equal(await builds(), 3);
    await use('two');
    assert.deepEqual(kept().toSorted(), ['three', 'two']);
    assert.equal(await builds(), 4);
    await preparations.dispose();
    assert.deepEqual(kept(), []);
  });

  it('made lately are never removed while somebody uses them', async () => {
    const preparations = preparedLately(0);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let first: Promise<void> = Promise.resolve();
    const program = await new Promise<string>((begun, failed) => {
      first = preparations.use(request('one'), async (result) => {
        begun(await programOf(result));
        await held;
      });
      first.catch(failed);
    });
    await preparations.use(request('two'), programOf);
    await preparations.use(request('one'), programOf);
    await preparations.dispose();
    assert.ok(existsSync(program));
    release();
    await first;
    assert.equal(existsSync(program), false);
  });

  it('that fail say why, and are removed as well', async () => {
    const preparations = preparedLately(1);
    const reason = async (result: PrepareResult) => ('reason' in result ? result.reason.code : 'prepared');
    for (const kind of [preparedAfresh, preparations])
      assert.equal(await kind.use(request('broken'), reason), 'syntax-error');
    await preparations.dispose();
  });
});
