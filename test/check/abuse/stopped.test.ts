import assert from 'node:assert/strict';
import { createApp, type Attempt } from '../../../src/core/app/app';
import type { CodeLanguage } from '../../../src/core/catalog/manifest';
import { stateOf } from '../../../src/core/progress/progress';
import { loadCatalog } from '../../../src/core/catalog/load-catalog';
import { diskFolder } from '../../../src/node/disk-folder';
import { nodeHistories } from '../../../src/node/history/folder-history';
import { parseYaml } from '../../../src/node/parse-yaml';
import { casesThat } from '../support/case-runners';
import { leavesNothingBehind } from '../support/clean-temp';
import { courseWith, patient, solutionFile, summary } from '../support/judging';
import { needsGo } from '../support/needs-go';
import { fixturePack } from '../support/packs';
import * as go from './go-cases';
import * as typescript from './typescript-cases';
import { accepted, unchecked } from './case';

const endless = { typescript: typescript.sum('for (;;);'), go: go.sum('for {}') };
const right = { typescript: typescript.sum(typescript.right), go: go.sum(go.right) };

const openApp = () =>
  createApp({
    pack: diskFolder(fixturePack),
    readCatalog: () => loadCatalog(diskFolder(fixturePack), parseYaml),
    clock: { now: Date.now },
    historyOf: nodeHistories(),
    judges: patient,
    readStories: async () => [],
    caseRunners: casesThat('pass'),
  });

/** Gives a way to wait until the first check runs. */
function firstCheck() {
  let began = (): void => undefined;
  const running = new Promise<void>((resolve) => (began = resolve));
  return {
    running,
    onEvent: ({ type }: { type: string }) => (type === 'check-started' ? began() : undefined),
  };
}

function stoppingTests(language: CodeLanguage): void {
  let attempt: Attempt;
  beforeEach(() => {
    attempt = { folder: courseWith(language, endless[language]), id: 'adder', language };
  });

  it('is over at once when it is cancelled in the middle of a check', async () => {
    const app = openApp();
    const stop = new AbortController();
    const { running, onEvent } = firstCheck();
    const checking = app.check(attempt, { signal: stop.signal, onEvent });
    await running;
    stop.abort();
    const report = await checking;
    assert.equal(summary(report), unchecked('cancelled'));
    assert.equal(stateOf(await app.progress(attempt.folder), 'adder'), 'new');
  });

  it('is over at once when it is cancelled while it is prepared', async () => {
    const stop = new AbortController();
    const checking = openApp().check(attempt, { signal: stop.signal });
    setTimeout(() => stop.abort(), 60);
    assert.equal((await checking).reason?.code, 'cancelled');
  });

  it('makes way for a newer one, which judges the newer files', async () => {
    const app = openApp();
    const { running, onEvent } = firstCheck();
    const first = app.check(attempt, { onEvent });
    await running;
    await attempt.folder.write(solutionFile[language], right[language]);
    const second = app.check(attempt);
    assert.equal(summary(await first), unchecked('superseded'));
    assert.equal(summary(await second), accepted);
    assert.equal(stateOf(await app.progress(attempt.folder), 'adder'), 'production-ready');
  });
}

describe('a running check in TypeScript', function () {
  this.timeout(60_000);
  leavesNothingBehind();
  stoppingTests('typescript');
});

describe('a running check in Go', function () {
  this.timeout(120_000);
  needsGo();
  leavesNothingBehind();
  stoppingTests('go');
});
