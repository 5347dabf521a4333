import assert from 'node:assert/strict';
import { casesThat } from '../../../test/check/support/case-runners';
import { copiedHistory } from '../../../test/check/support/histories';
import { judgeSaying } from '../../../test/check/support/judges';
import { memoryPack, type PackChanges } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import { parseYaml } from '../../node/parse-yaml';
import { loadCatalog } from '../catalog/load-catalog';
import { memoryFolder } from '../memory-folder';
import type { Story } from '../mistakes/story';
import type { Folder } from '../ports';
import { isSolvedWithReference } from '../progress/reference-seen';
import { createApp, type App, type Attempt } from './app';

let now = 1_000;
let folder: Folder;
let attempt: Attempt;

/** A course whose checks all end like this. */
async function appWith(
  typescript: 'passed' | 'failed' = 'passed',
  stories: readonly Story[] = [],
  changes: PackChanges = {},
): Promise<App> {
  const pack = await memoryPack(changes);
  const other = judgeSaying('failed');
  return createApp({
    pack,
    readCatalog: () => loadCatalog(pack, parseYaml),
    clock: { now: () => ++now },
    historyOf: copiedHistory,
    judges: { typescript: judgeSaying(typescript), go: other, sql: other, yaml: other, markdown: other },
    readStories: async () => stories,
    caseRunners: casesThat('pass'),
  });
}

beforeEach(() => {
  folder = memoryFolder('the course', []);
  attempt = { folder, id: 'adder', language: 'typescript' };
});

describe('hints', () => {
  it('come one at a time, and are remembered', async () => {
    const app = await appWith();
    assert.deepEqual(await app.shownHints(folder, 'adder'), []);
    await refusal('not-started', () => app.nextHint(folder, 'adder'));
    assert.deepEqual((await app.progress(folder)).exercises, {});
    await app.start(attempt);
    const hint = await app.nextHint(folder, 'adder');
    assert.deepEqual([hint.number, hint.total, hint.title], [1, 1, 'Go through them all']);
    assert.deepEqual(await app.shownHints(folder, 'adder'), [hint]);
  });

  it('run out', async () => {
    const app = await appWith();
    await app.start(attempt);
    await app.nextHint(folder, 'adder');
    assert.equal(
      await refusal('no-hints-left', () => app.nextHint(folder, 'adder')),
      'You have seen all hints for Adder.',
    );
  });
});

describe('the reference', () => {
  it('stays closed until the exercise is solved in that language', async () => {
    const app = await appWith();
    await app.start(attempt);
    await refusal('not-solved', () => app.reference(attempt));
    await app.check(attempt);
    assert.match((await app.reference(attempt))[0]?.text ?? '', /total \+= number/);
    await refusal('not-solved', () => app.reference({ ...attempt, language: 'go' }));
  });

  it('can be had after the last hint, and what passes then was solved with it', async () => {
    const app = await appWith();
    await refusal('not-started', () => app.revealReference(attempt));
    await app.start(attempt);
    const left = await refusal('hints-left', () => app.revealReference(attempt));
    assert.match(left, /^One hint of "adder" might still help\./);
    await app.nextHint(folder, 'adder');
    assert.match(
      await refusal('hints-shown', () => app.reference(attempt)),
      /counts as solved with the reference, until you solve it again from the starter\.$/,
    );
    assert.match((await app.revealReference(attempt))[0]?.text ?? '', /total \+= number/);
    assert.deepEqual(await app.reference(attempt), await app.revealReference(attempt));
    await app.check(attempt);
    const { exercises } = await app.progress(folder);
    assert.ok(isSolvedWithReference(exercises['adder']?.tracks.typescript ?? { startedAt: 0 }));
  });

  it('stays closed where there are no hints to see', async () => {
    const app = await appWith('failed', [], { 'week-01/adder/hints.md': '# Hints\n' });
    await app.start(attempt);
    await refusal('not-solved', () => app.reference(attempt));
    await refusal('not-solved', () => app.revealReference(attempt));
  });

  it('is no help to whoever solved the exercise first', async () => {
    const app = await appWith();
    await app.start(attempt);
    await app.nextHint(folder, 'adder');
    await app.check(attempt);
    await app.revealReference(attempt);
    const track = (await app.progress(folder)).exercises['adder']?.tracks.typescript;
    assert.equal(track?.referenceSeenAt, undefined);
  });
});

describe('other right solutions', () => {
  it('stay closed while the reference does, and then say what they trade', async () => {
    const app = await appWith();
    await app.start(attempt);
    await refusal('not-solved', () => app.alternatives(attempt));
    await app.check(attempt);
    const [only, ...others] = await app.alternatives(attempt);
    assert.deepEqual(others, []);
    assert.equal(only?.id, 'reduce');
    assert.equal(only.idea, 'With reduce.');
    assert.match(only.trade, /^It trades a loop for /);
    assert.deepEqual(
      only.files.map(({ path }) => path),
      ['pkg/sum/sum.ts'],
    );
  });

  it('are refused where none ship', async () => {
    const none = { 'week-01/adder/typescript/alternative/reduce/about.md': null };
    const app = await appWith('passed', [], {
      ...none,
      'week-01/adder/typescript/alternative/reduce/pkg/sum/sum.ts': null,
    });
    await app.start(attempt);
    await app.check(attempt);
    await refusal('no-alternatives', () => app.alternatives(attempt));
  });
});

describe('usual causes', () => {
  const stories = [
    { title: 'Zero', text: 'It starts at 1.', checks: { typescript: ['adds', 'adds-nothing'] } },
    { title: 'Last', text: 'It stops early.', checks: { typescript: ['adds'], go: ['adds'] } },
  ];
  const titles = async (app: App, check: string) =>
    (await app.usualCauses(attempt, check)).map(({ title }) => title);

  it('are told of a check, and that is remembered', async () => {
    const app = await appWith('failed', stories);
    await app.start(attempt);
    assert.deepEqual(await titles(app, 'adds'), ['Last', 'Zero']);
    assert.deepEqual(await titles(app, 'adds-nothing'), ['Zero']);
    assert.deepEqual((await app.progress(folder)).exercises['adder']?.causes, ['adds', 'adds-nothing']);
  });

  it('begin with those that fail what failed at the last check', async () => {
    const app = await appWith('failed', stories);
    await app.start(attempt);
    await app.check(attempt);
    assert.deepEqual(await titles(app, 'adds'), ['Zero', 'Last']);
  });

  it('are refused where there are none, and nothing is remembered', async () => {
    const app = await appWith('failed', stories);
    await refusal('not-started', () => app.usualCauses(attempt, 'adds'));
    await app.start(attempt);
    assert.match(
      await refusal('no-check', () => app.usualCauses(attempt, 'nothing')),
      /It has: adds, adds-nothing\.$/,
    );
    const go = { ...attempt, language: 'go' } as const;
    await app.start(go);
    await refusal('no-causes', () => app.usualCauses(go, 'adds-nothing'));
    assert.equal((await app.progress(folder)).exercises['adder']?.causes, undefined);
  });
});
