import { fail } from 'codealong/checkkit';
import { database, placeIn, refusal, type Script } from 'codealong/postgres';
import { indexForms } from './catalogue';
import { deviation, dropIndexes, onFewRows, state, type State } from './small';
import { down, up } from './solution';

it('builds-without-blocking', async () => {
  await onFewRows(async () => {
    await requireConcurrent(up);
    await requireSomeIndex();
    await requireConcurrent(down);
  });
});

/** A statement that builds or drops an index inside a transaction holds a lock that `CONCURRENTLY` would not take. */
async function requireConcurrent(script: Script): Promise<void> {
  for (const statement of script.statements) {
    const before = await names();
    await database.rows('BEGIN');
    const answer = await database.perform(script, statement);
    const changes = 'rows' in answer && (await names()) !== before;
    await database.rows('ROLLBACK');
    if (changes) {
      fail({
        message: `Statement ${statement.number} of ${script.name} locks the table against every new order while it works.`,
        input: statement.text,
        expected: 'the index is built or dropped CONCURRENTLY, which PostgreSQL refuses inside a transaction',
        actual: 'it can be run inside a transaction',
        at: placeIn(script, statement),
      });
    }
    const outside = await database.perform(script, statement);
    if ('refused' in outside) throw refusal(script, statement, outside.refused);
  }
  await database.renew();
}

async function names(): Promise<string> {
  return [...(await indexForms()).keys()].join();
}

async function requireSomeIndex(): Promise<void> {
  if ((await indexForms()).size > 1) return;
  fail({
    message: 'Up creates no index yet, so there is nothing to judge.',
    at: { file: up.file, line: 1 },
  });
}

it('there-and-back', async () => {
  await onFewRows(async () => {
    const none = await state();
    await database.runScript(up);
    await requireSomeIndex();
    const all = await state();
    await dropIndexes();
    for (let round = 1; round <= 3; round++) {
      const again = round === 1 ? '' : ` in round ${round}`;
      await step(up, all, again);
      await step(up, all, ' when it runs again');
      await step(down, none, again);
      await step(down, none, ' when it runs again');
    }
    for (let count = 1; count < up.statements.length; count++) {
      const partly = first(count);
      await database.runScript(up, count);
      await step(up, all, ` when it runs again after its ${partly}`);
      await dropIndexes();
      await database.runScript(up, count);
      await step(down, none, ` after the ${partly} of up`);
    }
    for (let count = 1; count < down.statements.length; count++) {
      await database.runScript(up);
      await database.runScript(down, count);
      await step(down, none, ` when it runs again after its ${first(count)}`);
    }
  });
});

function first(count: number): string {
  return count === 1 ? 'first statement' : `first ${count} statements`;
}

/** Runs a whole script, and fails when PostgreSQL refuses one of its statements or the state is another one then. */
async function step(script: Script, should: State, when: string): Promise<void> {
  for (const statement of script.statements) {
    const answer = await database.perform(script, statement);
    if ('refused' in answer) throw refusal(script, statement, answer.refused, when);
  }
  await database.renew();
  const deviates = deviation(should, await state());
  if (deviates === undefined) return;
  const name = script.name === 'up' ? 'Up' : 'Down';
  fail({
    message: `${name} ${deviates}${when}.`,
    expected: script.name === 'up' ? 'the indexes of one complete run' : 'everything as it was before up',
    at: { file: script.file, line: 1 },
  });
}
