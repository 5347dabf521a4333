import assert from 'node:assert/strict';
import { simpleGit } from 'simple-git';
import { diskPack, replacing, type PackChanges } from '../../../test/check/support/packs';
import { useTempFolder } from '../../../test/check/support/temp-folder';
import { loadMistakes } from '../../core/mistakes/load-mistakes';
import { exerciseOf } from '../../core/catalog/catalog';
import { loadSolutions } from '../../core/verify/solutions';
import type { Folder } from '../../core/ports';
import { rebaseMistakes } from './author-mistakes';
import { readPack } from './read-pack';

const reference = {
  typescript: 'week-01/adder/typescript/reference/pkg/sum/sum.ts',
  go: 'week-01/adder/go/reference/pkg/sum/sum.go',
} as const;
const file = 'week-01/adder/wrong/forgets-last.md';
const copy = '.author/adder/forgets-last';

const head = {
  typescript: 'export function sum(numbers: readonly number[]): number {',
  go: 'func Sum(numbers []int) int {',
} as const;
const newHead = {
  typescript: 'export function sum(numbers: ReadonlyArray<number>): number {',
  go: 'func Sum(numbers []int) (sum int) {',
} as const;

/** Edits that hold on to the head of the function that they change. */
const typescriptWithHead = replacing('-  for (', ` ${head.typescript}\n   let total = 0;\n-  for (`);
const goWithHead = replacing('-\tfor _', ` ${head.go}\n \ttotal := 0\n-\tfor _`);

describe('rebasing the mistakes of an exercise', function () {
  this.timeout(30_000);
  const temp = useTempFolder();

  /** Commits the pack below the root of a repository. */
  async function committed(changes: PackChanges = {}): Promise<Folder> {
    const pack = await diskPack(`${temp()}/course`, changes);
    const git = simpleGit(temp());
    await git.init();
    await git.addConfig('user.name', 'Author').addConfig('user.email', 'author@example.org');
    await commit();
    return pack;
  }

  async function commit(): Promise<void> {
    await simpleGit(temp()).add('.').commit('change', { '--allow-empty': null });
  }

  async function change(pack: Folder, path: string, from: string, to: string): Promise<void> {
    await pack.write(path, replacing(from, to)(await pack.read(path)));
  }

  const outcomes = async (pack: Folder): Promise<readonly string[]> =>
    (await rebaseMistakes(pack, 'adder')).map(
      ({ mistake, language, outcome }) => `${mistake} ${language} ${outcome}`,
    );

  async function sourceOf(pack: Folder, language: keyof typeof reference): Promise<string> {
    const { solutions, problems } = await loadSolutions(
      pack,
      await exerciseOf(await readPack(pack), 'adder'),
    );
    assert.deepEqual(problems, []);
    const made = solutions.find((one) => one.role === 'wrong' && one.language === language);
    return made?.files.find(({ path }) => reference[language].endsWith(path))?.text ?? '';
  }

  it('writes nothing when all still fit', async () => {
    const pack = await committed();
    const before = await pack.read(file);
    await change(pack, reference.typescript, 'let total = 0', 'let total = 0 + 0');
    assert.deepEqual(await outcomes(pack), ['forgets-last typescript fits', 'forgets-last go fits']);
    assert.equal(await pack.read(file), before);
  });

  for (const [name, commits] of [
    ['a change that is not committed', 0],
    ['one that is', 1],
    ['one with others behind it', 2],
  ] as const) {
    it(`carries an edit over ${name}, and keeps the other language as it was`, async () => {
      const pack = await committed({ [file]: typescriptWithHead });
      await change(pack, reference.typescript, head.typescript, newHead.typescript);
      for (let at = 0; at < commits; at++) {
        await commit();
        await change(pack, 'week-01/adder/typescript/starter/pkg/sum/sum.ts', 'numbers`', ' numbers`');
      }
      assert.deepEqual(await outcomes(pack), ['forgets-last typescript carried', 'forgets-last go fits']);
      const [typescript, go] = [await sourceOf(pack, 'typescript'), await sourceOf(pack, 'go')];
      assert.ok(typescript.includes(newHead.typescript) && typescript.includes('slice(0, -1)'), typescript);
      assert.ok(go.includes('max(0, len'), go);
      const { mistakes } = await loadMistakes(pack, await exerciseOf(await readPack(pack), 'adder'));
      assert.match(mistakes[0]?.story ?? '', /^Stops one too early/);
      assert.equal(await pack.kind(copy), 'missing');
    });
  }

  it('lays out both sides where both changed the same line', async () => {
    const pack = await committed();
    const before = await pack.read(file);
    await change(pack, reference.go, 'range numbers', 'range append(numbers, 0)');
    const told = await rebaseMistakes(pack, 'adder');
    assert.deepEqual(told, [
      { mistake: 'forgets-last', language: 'typescript', outcome: 'fits' },
      { mistake: 'forgets-last', language: 'go', outcome: 'conflict', folder: copy },
    ]);
    const text = await pack.read(`${copy}/pkg/sum/sum.go`);
    assert.match(
      text,
      /<<<<<<< the mistake\n.*max\(0.*\n=======\n.*append\(numbers, 0\).*\n>>>>>>> the new base/,
    );
    assert.match(await pack.read(`${copy}/pkg/sum/sum.ts`), /slice\(0, -1\)/);
    assert.equal(await pack.read(file), before);
  });

  it('is refused while a mistake is laid out, and leaves it as it is', async () => {
    const pack = await committed();
    await change(pack, reference.go, 'range numbers', 'range append(numbers, 0)');
    await rebaseMistakes(pack, 'adder');
    await pack.write(`${copy}/pkg/sum/sum.go`, 'half resolved');
    const told = `Still laid out: ${copy}. Record or remove that first.`;
    await assert.rejects(rebaseMistakes(pack, 'adder'), { code: 'in-the-way', message: told });
    assert.equal(await pack.read(`${copy}/pkg/sum/sum.go`), 'half resolved');
  });

  it('has in a conflict what was carried over in the other language', async () => {
    const pack = await committed({ [file]: goWithHead });
    await change(pack, reference.typescript, 'of numbers)', 'of [...numbers])');
    await change(pack, reference.go, head.go, newHead.go);
    assert.deepEqual(await outcomes(pack), ['forgets-last typescript conflict', 'forgets-last go carried']);
    assert.match(await pack.read(`${copy}/pkg/sum/sum.ts`), /<<<<<<< the mistake/);
    const go = await pack.read(`${copy}/pkg/sum/sum.go`);
    assert.ok(go.includes(newHead.go) && go.includes('max(0, len'), go);
  });

  it('says what is lost: no version of its base has its lines', async () => {
    const pack = await committed({ [file]: replacing('-  for (const', '-  while (const') });
    assert.deepEqual(await outcomes(pack), ['forgets-last typescript lost', 'forgets-last go fits']);
  });

  it('knows no earlier base outside a repository', async () => {
    const pack = await diskPack(temp(), { [file]: typescriptWithHead });
    await change(pack, reference.typescript, head.typescript, newHead.typescript);
    assert.deepEqual(await outcomes(pack), ['forgets-last typescript lost', 'forgets-last go fits']);
  });
});
