import { expectContext, judge } from './judge';
import { stepsOf, undoOf, type Context } from './plan';

const many = stepsOf(13);

export async function compensatesInReverse(): Promise<void> {
  for (const at of [1, 0, 6, 12]) await refusedAt(at, []);
  await refusedAt(6, ['s3']);
  await refusedAt(12, ['s0', 's5', 's11']);
  await refusedAt(1, ['s0']);
}

/** Each step sets a field of its own and overwrites `last`. */
async function refusedAt(at: number, without: readonly string[]): Promise<void> {
  const results = Object.fromEntries(many.map((name, i) => [name, { [name]: i, last: name }]));
  const plan = { steps: many, without, results, plays: { [many[at]!]: 'refuse' }, attempts: 1 };
  const called = many.slice(0, at + 1);
  const undone = many.slice(0, at).filter((name) => !without.includes(name));
  const world = await judge(plan, 'compensated', `${called.join(' ')} ${undoOf(undone)}`.trim(), {
    order: 7,
  });
  const known = many
    .slice(0, at)
    .reduce<Context>((all, name) => ({ ...all, ...results[name] }), { order: 7 });
  for (const call of world.calls)
    if (call.kind === 'compensation') expectContext(call, known, `run({ order: 7 }); ${world.story}`);
}

const four = stepsOf(4);

/** The last of four is refused; of the others these compensations make trouble. */
export async function carriesOnCompensating(): Promise<void> {
  for (const name of ['s2', 's1', 's0']) {
    await trouble({ [name]: 'refuse' });
    await trouble({ [name]: 'before' });
    await trouble({ [name]: 'after' });
    await trouble({ [name]: 'before after ok' });
    await trouble({ [name]: 'before refuse' });
  }
  await trouble({ s2: 'refuse', s0: 'before' });
  await trouble({ s1: 'before', s0: 'refuse' });
  await trouble(Object.fromEntries(four.slice(0, 3).map((name) => [name, 'refuse'])));
  for (const attempts of [1, 2, 5, 12])
    await judge(
      { steps: ['s0', 's1', 's2'], plays: { s2: 'refuse', 'undo-s1': 'before' }, attempts },
      'needs-attention',
      `s0 s1 s2 ${Array(attempts).fill('undo-s1').join(' ')} undo-s0`,
    );
  await unknownAndNotTakenBack();
}

async function trouble(plays: Readonly<Record<string, string>>): Promise<void> {
  const calls = four
    .slice(0, 3)
    .reverse()
    .flatMap((name) => callsOf(plays[name] ?? 'ok').map(() => `undo-${name}`));
  const isWhole = Object.values(plays).every((list) => list.endsWith('ok'));
  await judge(
    {
      steps: four,
      plays: {
        s3: 'refuse',
        ...Object.fromEntries(Object.entries(plays).map(([name, list]) => [`undo-${name}`, list])),
      },
    },
    isWhole ? 'compensated' : 'needs-attention',
    `${four.join(' ')} ${calls.join(' ')}`,
  );
}

/** The calls that come of it with three attempts. */
function callsOf(list: string): string[] {
  const plays = list.split(' ');
  const last = plays.at(-1)!;
  return last === 'ok' || last === 'refuse' ? plays : [last, last, last];
}

/** The step that failed itself. */
async function unknownAndNotTakenBack(): Promise<void> {
  await judge(
    { steps: ['s0', 's1'], plays: { s1: 'after', 'undo-s1': 'refuse' } },
    'needs-attention',
    's0 s1 s1 s1 undo-s1 undo-s0',
  );
}
