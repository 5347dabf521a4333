import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exerciseWith } from '../../../test/check/support/manifest';
import { fixturePack } from '../../../test/check/support/packs';
import { useTempFolder } from '../../../test/check/support/temp-folder';
import { memoryFolder } from '../../core/memory-folder';
import { diskFolder } from '../disk-folder';
import type { PrepareRequest, PrepareResult } from './prepare';
import { preparedAfresh, preparedLately } from './preparations';

/** Stands for the compiler: makes the program that it is asked for and keeps count, or fails when the solution says so. */
const compiler = `#!/bin/sh
echo built >> "$COUNT"
grep -q broken pkg/sum/sum.go && { echo "pkg/sum/sum.go:1:1: broken"; exit 1; }
while [ "$1" != "-o" ]; do shift; done
touch "$2"
`;

describe('preparations', function () {
  this.timeout(30_000);
  const temp = useTempFolder();

  beforeEach(async () => {
    await mkdir(join(temp(), 'bin'));
    await mkdir(join(temp(), 'kit'));
    await writeFile(join(temp(), 'bin/go'), compiler);
    await chmod(join(temp(), 'bin/go'), 0o755);
  });

  const builds = async (): Promise<number> =>
    (await readFile(join(temp(), 'count'), 'utf8')).split('\n').length - 1;
  const request = (text: string): PrepareRequest => ({
    submission: {
      exercise: exerciseWith(),
      pack: diskFolder(fixturePack),
      solution: memoryFolder('the course', []),
    },
    snapshot: { module: 'go-coffee', files: [{ path: 'pkg/sum/sum.go', text }] },
    toolchain: {
      version: 'go1.26',
      race: false,
      env: { PATH: `${join(temp(), 'bin')}:${process.env['PATH'] ?? ''}`, COUNT: join(temp(), 'count') },
    },
    kit: join(temp(), 'kit'),
    signal: new AbortController().signal,
  });

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
