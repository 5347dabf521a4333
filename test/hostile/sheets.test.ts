import assert from 'node:assert/strict';
import { runCheck } from '../../src/core/check/run-check';
import { exerciseOf } from '../../src/core/catalog/catalog';
import { createJudges } from '../../src/node/create-judges';
import { diskFolder } from '../../src/node/disk-folder';
import { addExercise } from '../../src/node/authoring/new-exercise';
import { readPack } from '../../src/node/authoring/read-pack';
import { dist } from '../check/support/judging';
import { memoryPack } from '../check/support/packs';
import { useTempFolder } from '../check/support/temp-folder';

const right = 'per-second: 10\nper-day: 864k\n';
const file = 'numbers/rush-hour.yaml';
const aliases = `a: &a [${'x,'.repeat(20)}]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]\n`;
const scalars = `a: &a 1\n${Array.from({ length: 900 }, (_, at) => `k${at}: *a\n`).join('')}`;

/** The sheet, what comes of it, and what must be said with which line. */
const sheets: Readonly<Record<string, readonly [text: string, verdict: string, told: RegExp]>> = {
  'aliases that multiply': [
    aliases + right,
    'unchecked',
    /^numbers\/rush-hour\.yaml:\d+: .*(alias|Lists within)/,
  ],
  'aliases of one number': [scalars + right, 'unchecked', /:1: Excessive alias count/],
  'an alias of itself': [`a: &a [*a]\n${right}`, 'passed', /:1: "a" is no question/],
  'ten megabytes': [
    right + '# x\n'.repeat(2_500_000),
    'unchecked',
    /:1: The sheet has \d+ characters; a sheet/,
  ],
  'lists without end': [
    `${right}a: ${'['.repeat(16_000)}`,
    'unchecked',
    /:3: Lists within lists are not answers/,
  ],
  'lists within lists by dashes': [
    `a:\n  ${'- '.repeat(8_000)}1\n${right}`,
    'unchecked',
    /:2: Lists within lists/,
  ],
  'keys within keys by question marks': [`${'? '.repeat(8_000)}\n`, 'unchecked', /:1: Lists within lists/],
  'maps that go on to the right': [
    Array.from({ length: 170 }, (_, at) => `${' '.repeat(at)}k:\n`).join(''),
    'unchecked',
    /:66: Lists within/,
  ],
  'a thousand names': [
    right + Array.from({ length: 1_000 }, (_, at) => `k${at}: 1\n`).join(''),
    'passed',
    /:3: "k0" is no question/,
  ],
  'a name twice': [`${right}per-second: 10\n`, 'unchecked', /:3: Map keys must be unique/],
  'names of what every object has': [
    `${right}__proto__: { a: 1 }\nconstructor: 1\ntoString: 2\n`,
    'passed',
    /:3: "__proto__" is no question/,
  ],
  'a number under a name of every object': [
    'per-second: { valueOf: 10 }\nper-day: 864k\n',
    'failed',
    /Write one number here/,
  ],
  code: ['per-second: process.exit(0)\nper-day: 1\n', 'failed', /Arithmetic is of numbers alone/],
  'a tag that would make something': [
    'per-second: !!js/function "() => 10"\nper-day: 864k\n',
    'failed',
    /can't be worked out/,
  ],
  'deep parentheses': [`per-second: ${'('.repeat(290)}10\nper-day: 864k\n`, 'failed', /can't be worked out/],
  'long arithmetic': [
    `per-second: ${'1+'.repeat(5_000)}1\nper-day: 864k\n`,
    'failed',
    /too long for a number/,
  ],
  'a tower of powers': ['per-second: 9 ** 9 ** 9 ** 9\nper-day: 864k\n', 'failed', /no finite value/],
  'a number that is none': ['per-second: .nan\nper-day: 864k\n', 'failed', /Write a number that is finite/],
  'a huge seed': [`seed: 1e300\n${right}`, 'unchecked', /:1: The seed must be a whole number/],
  'two documents': [`${right}---\n${right}`, 'unchecked', /must hold one YAML document/],
  'zero bytes': [`per-second: \u0000\u0000\n`, 'failed', /./],
};

describe('hostile answer sheets', function () {
  this.timeout(60_000);
  const temp = useTempFolder();
  const judges = createJudges(dist);

  async function judged(text: string) {
    const pack = await memoryPack();
    const asked = { id: 'rush-hour', week: 1, block: 'b', size: 'S', languages: [] } as const;
    await addExercise(pack, { ...asked, kind: 'numbers' });
    const exercise = await exerciseOf(await readPack(pack), 'rush-hour');
    const solution = diskFolder(temp());
    await solution.write(file, text);
    const { signal } = new AbortController();
    return runCheck(judges.yaml, { exercise, language: 'yaml', pack, solution, signal }, Date.now);
  }

  it('are judged where they are not hostile', async () =>
    assert.equal((await judged(right)).verdict, 'passed'));

  for (const [name, [text, verdict, told]] of Object.entries(sheets))
    it(`${name}: ${verdict}, with a line, and soon`, async () => {
      const { reason, checks, findings, durationMs, ...report } = await judged(text);
      const places = [...findings.map(({ at }) => at), ...checks.flatMap(({ at }) => at ?? [])];
      const beside = findings.map(({ at, message }) => `${at.file}:${at.line}: ${message}`);
      const words = [reason?.message, ...checks.map(({ message }) => message), ...beside].filter(Boolean);
      assert.equal(report.verdict, verdict, words.join('\n'));
      assert.ok(
        words.some((line) => told.test(line ?? '')),
        words.join('\n'),
      );
      assert.ok(places.length > 0 && places.every(({ line }) => line > 0));
      assert.ok(findings.length <= 20);
      assert.notEqual(reason?.code, 'harness-fault');
      assert.ok(durationMs < 5_000, `it took ${durationMs} ms`);
    });
});
