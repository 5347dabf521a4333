import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { useFakeBuilds } from '../../../../test/check/support/fake-builds';
import { preparedAfresh, type Preparations } from '../preparations';
import type { PrepareRequest, PrepareResult } from '../prepare';
import { preparedInBatches } from './prepared-in-batches';

describe('preparedInBatches', function () {
  this.timeout(30_000);
  const { builds, request } = useFakeBuilds();
  let single: { asked: number } & Preparations;
  let preparations: Preparations;
  beforeEach(() => {
    single = {
      ...preparedAfresh,
      asked: 0,
      use: (wanted, use) => (single.asked++, preparedAfresh.use(wanted, use)),
    };
    preparations = preparedInBatches(single);
  });
  afterEach(() => preparations.dispose());

  const solutions = (count: number): readonly PrepareRequest[] =>
    Array.from({ length: count }, (_, index) => request(`package sum\n\nconst n = ${index}\n`));
  const programOf = async (result: PrepareResult): Promise<string> => {
    assert.ok('prepared' in result, 'reason' in result ? result.reason.message : '');
    assert.ok(existsSync(result.prepared.build.program));
    return result.prepared.build.program;
  };

  it('builds what is expected into one program, and tells each member by its name', async () => {
    const expected = solutions(3);
    preparations.expect?.(Promise.resolve(expected));
    const used = await Promise.all(
      expected.map((one) =>
        preparations.use(one, async (result) => ({
          program: await programOf(result),
          member: 'prepared' in result && result.prepared.build.member,
        })),
      ),
    );
    assert.equal(new Set(used.map(({ program }) => program)).size, 1);
    assert.equal(new Set(used.map(({ member }) => member)).size, 3);
    assert.deepEqual([await builds(), single.asked], [1, 0]);
  });

  it('leaves what nobody announced, and a batch that does not build, to the other way', async () => {
    const [first, second] = solutions(2);
    const broken = request('package sum // broken\n');
    assert.ok(first && second);
    preparations.expect?.(Promise.resolve([first, broken]));
    await preparations.use(second, programOf);
    assert.equal(single.asked, 1);
    await preparations.use(first, programOf);
    const reason = async (result: PrepareResult) => 'reason' in result && result.reason.code;
    assert.equal(await preparations.use(broken, reason), 'syntax-error');
    assert.equal(single.asked, 3);
  });

  it('keeps three batches, and prepares alone who comes back after its batch is gone', async () => {
    // Five batches of eleven or twelve.
    const expected = solutions(56);
    preparations.expect?.(Promise.resolve(expected));
    const programs: string[] = [];
    for (const one of expected) programs.push(await preparations.use(one, programOf));
    const batches = [...new Set(programs)];
    assert.deepEqual([batches.length, single.asked], [5, 0]);
    assert.deepEqual(
      batches.map((program) => existsSync(program)),
      [false, false, true, true, true],
    );
    const [first] = expected;
    assert.ok(first);
    await preparations.use(first, programOf);
    assert.equal(single.asked, 1);
  });

  it('removes no batch while a member of it is used', async () => {
    const expected = solutions(56);
    const [first] = expected;
    assert.ok(first);
    preparations.expect?.(Promise.resolve(expected));
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let program = '';
    const using = preparations.use(first, async (result) => {
      program = await programOf(result);
      await held;
      return existsSync(program);
    });
    for (const one of expected.slice(1)) await preparations.use(one, programOf);
    assert.ok(existsSync(program));
    release();
    assert.equal(await using, true);
    assert.equal(existsSync(program), false);
  });

  it('leaves no program behind', async () => {
    const expected = solutions(13);
    preparations.expect?.(Promise.resolve(expected));
    const programs = await Promise.all(expected.map((one) => preparations.use(one, programOf)));
    assert.equal(new Set(programs).size, 2);
    await preparations.dispose();
    for (const program of programs) assert.equal(existsSync(program), false);
  });
});
