import assert from 'node:assert/strict';
import { memoryPack, replacing } from '../../../test/check/support/packs';
import { addExercise } from '../../node/authoring/new-exercise';
import { parseYaml } from '../../node/parse-yaml';
import { exerciseOf } from './catalog';
import { loadCatalog } from './load-catalog';
import { formatProblem } from './problem';

const file = 'week-01/rush-hour/exercise.yaml';

/** The fixture with an exercise about numbers, after a change of its manifest. */
async function load(change: (old: string) => string = (old) => old) {
  const pack = await memoryPack();
  const asked = { id: 'rush-hour', week: 1, block: 'b', size: 'S', languages: [] } as const;
  await addExercise(pack, { ...asked, kind: 'numbers' });
  await pack.write(file, change(await pack.read(file)));
  return loadCatalog(pack, parseYaml);
}

describe('an exercise about numbers', () => {
  it('has a check for each question, and its sheet as its only file', async () => {
    const { manifest } = await exerciseOf(await load(), 'rush-hour');
    assert.deepEqual(manifest.tracks, {
      yaml: { files: [{ path: 'numbers/rush-hour.yaml', role: 'learner' }] },
    });
    assert.deepEqual(
      manifest.checks.map(({ id, level, rules, at }) => [id, level, rules, at.yaml?.symbol]),
      [
        ['per-second', 'core', [1], 'per-second'],
        ['per-day', 'production', [2], 'per-day'],
      ],
    );
    assert.deepEqual(manifest.sheet?.inputs, [
      {
        ...{ id: 'per-minute', title: 'orders', value: 600, unit: 'orders/min' },
        drawn: { from: 300, to: 6_000, step: 60 },
      },
    ]);
    assert.deepEqual(manifest.sheet.questions[0]?.tolerance, { kind: 'share', of: 0.01 });
  });

  const broken: readonly (readonly [name: string, change: (old: string) => string, told: string])[] = [
    [
      'a formula that is not arithmetic',
      replacing('per_minute / 60', 'per_minute / (60'),
      ":17:5: can't be worked out: Unclosed (",
    ],
    [
      'a formula that would be code',
      replacing('per_minute / 60', 'per_minute.constructor("x")()'),
      ":17:5: can't be worked out: the only functions are min, max, ceil, floor, round, log2",
    ],
    [
      'a name that is none',
      replacing('per_minute / 60', 'per_hour / 60'),
      ':17:5: "per_hour" is neither an input nor a question above; there are: per_minute',
    ],
    [
      'a question below',
      replacing('formula: per_minute / 60', 'formula: per_day / 86400'),
      ':17:5: "per_day" is neither an input nor a question above; there are: per_minute',
    ],
    [
      'a slip that names nothing',
      replacing('per_minute * 24', 'hours * 24'),
      ':36:9: "hours" is neither an input nor a question above; there are: per_minute, per_second',
    ],
    [
      'an answer that is not a finite number',
      replacing('per_minute / 60', 'per_minute / (per_minute - 600)'),
      ':17:5: has no finite value',
    ],
    [
      'a slip that is right',
      replacing('per_minute * 60', 'per_minute / 60.1'),
      ':23:9: is right within the tolerance',
    ],
    [
      'a slip that is right only for drawn inputs',
      replacing('per_minute * 60', 'per_minute / 60 + max(0, per_minute - 5000)'),
      ':23:9: is right within the tolerance',
    ],
    [
      'a slip that is right only where it is drawn so',
      replacing('per_minute * 60', 'per_minute / 60 + max(0, per_minute - 600)'),
      ':23:9: is right within the tolerance',
    ],
    [
      'a question with the id of an input',
      replacing('  per-day:', '  per-minute:'),
      ':25:3: "per-minute" is an input already; take another id',
    ],
    [
      'a question that is called like the seed',
      replacing('  per-day:', '  seed:'),
      ':25:3: questions.seed: "seed" is the line that draws the inputs; take another id',
    ],
    [
      'a tolerance that is none',
      replacing('tolerance: 1%', 'tolerance: about'),
      ':18:5: questions.per-second.tolerance: must be like 1%, or exact, or an amount above 0',
    ],
    [
      'no decision',
      (old) => old.replace(/^ {4}decision: .*\n/m, ''),
      ':13:3: questions.per-second.decision: is missing; add it',
    ],
    [
      'a range with one end',
      replacing('from: 300, ', ''),
      ':11:3: inputs.per-minute: needs both from and to, and from first',
    ],
    [
      'checks of code',
      (old) => `${old}checks: {}\n`,
      ':38:1: checks: is not a known key; remove it or correct its name',
    ],
    [
      'a kind that is none',
      replacing('kind: numbers', 'kind: guesses'),
      ':2:1: kind: must be code, numbers or design; leave it out for code',
    ],
  ];
  for (const [name, change, told] of broken)
    it(`is left out for ${name}, which is told with its line`, async () => {
      const { entries, problems } = await load(change);
      assert.ok(!entries.has('rush-hour'));
      const [first] = problems.map(formatProblem);
      assert.ok(first?.startsWith(file + told), first);
    });
});
