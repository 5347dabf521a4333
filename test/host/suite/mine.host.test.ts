import assert from 'node:assert/strict';
import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { MineReport } from '../../../src/core/cases/make-mine';
import { declaredAt } from '../../support/declared-at';
import { check, run } from './support/commands';
import { openFile, openTextFiles } from './support/editors';
import { useDebugging } from './support/debugging';
import { useFreshCourse } from './support/fresh-course';
import { courseFolder, learner } from './support/learner';
import { circuitBreaker } from './support/lesson';
import { lensesOf } from './support/marks';
import { useMessages } from './support/messages';
import { startedBefore } from './support/started-before';
import { until } from './support/until';

const mine = 'my-checks/circuit-breaker/probes-alone.ts';
const launchFile = '.vscode/launch.json';
const makeMine = (target: object) => run<MineReport>('codealong.makeMine', target);

interface Launch {
  readonly name: string;
  readonly type: string;
  readonly check?: string;
}

const launches = (): readonly Launch[] =>
  (parse(learner.read(launchFile)) as { configurations: readonly Launch[] }).configurations;

async function probesAlone(language: 'typescript' | 'go' = 'typescript') {
  const lesson = await circuitBreaker(language);
  await startedBefore(lesson.target);
  const title = lesson.manifest.checks.find(({ id }) => id === 'probes-alone')?.title ?? '';
  return { ...lesson, title, target: { ...lesson.target, check: 'probes-alone' } };
}

describe('making a check mine', () => {
  const messages = useMessages();
  const debugging = useDebugging();
  useFreshCourse();

  it('writes it, opens it, and adds a way to debug it', async () => {
    const { target, title } = await probesAlone();
    const report = await makeMine(target);
    assert.deepEqual(report?.written, ['my-checks/support.ts', mine]);
    assert.ok(openTextFiles().includes(learner.uri(mine).toString()));
    assert.deepEqual(launches(), [
      { type: 'codealong', request: 'launch', name: `Debug check: ${title}`, ...target },
    ]);
    const { buttons } = await messages.said(/probes-alone\.ts reproduces this failure/);
    assert.deepEqual(buttons, ['Debug']);
  });

  it('belongs to its exercise: it can be debugged, judged and left for the code from there', async () => {
    const { target, file } = await probesAlone();
    await makeMine(target);
    const document = await openFile(mine);
    const lenses = await until(async () => {
      const found = await lensesOf(document);
      assert.deepEqual(
        found.map(({ line, title }) => [line, title]),
        [
          [0, 'Debug this check'],
          [0, 'Check my solution'],
          [0, 'Open my file'],
        ],
      );
      return found;
    });
    const { command } = lenses.at(-1) ?? {};
    await vscode.commands.executeCommand(
      command?.command ?? '',
      ...((command?.arguments ?? []) as unknown[]),
    );
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), learner.uri(file).toString());
  });

  it('never overwrites it, and keeps what is in launch.json', async () => {
    const { target } = await probesAlone();
    learner.write(mine, '// mine\n');
    learner.write(launchFile, '{\n  // mine\n  "configurations": [{ "name": "Other", "type": "node" }]\n}\n');
    await makeMine(target);
    await makeMine(target);
    assert.equal(learner.read(mine), '// mine\n');
    assert.match(learner.read(launchFile), /\/\/ mine\n/);
    assert.deepEqual(
      launches().map(({ type }) => type),
      ['node', 'codealong'],
    );
    await messages.said(/probes-alone\.ts is there already and was left as it is\./);
  });

  it('leaves a broken launch.json alone, and says so', async () => {
    const { target } = await probesAlone();
    learner.write(launchFile, '{ "configurations": [');
    await makeMine(target);
    assert.equal(learner.read(launchFile), '{ "configurations": [');
    await messages.said(/launch\.json could not be understood .* Debugging works without it/);
  });

  it('offers the checks that failed, when it is told none', async () => {
    const { exercise, language } = (await probesAlone()).target;
    const report = await check({ exercise, language });
    const failed = report?.checks.filter(({ status }) => status === 'failed').map(({ title }) => title);
    await makeMine({ exercise, language });
    const [offered = []] = messages.lists;
    assert.ok(offered.length > 0);
    for (const title of offered) assert.ok(failed?.includes(title), title);
  });

  it('is refused for a check without a case', async () => {
    const { target } = await probesAlone();
    assert.equal(await makeMine({ ...target, check: 'nothing' }), undefined);
    await messages.said(/has no check "nothing"/);
  });

  it('stops at a breakpoint in the solution, without launch.json', async () => {
    const { target, file, reference } = await probesAlone();
    learner.write(file, reference);
    const { line } = declaredAt('CircuitBreaker.execute', reference);
    const place = new vscode.Location(learner.uri(file), new vscode.Position(line + 1, 0));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(place)]);
    assert.equal(await run('codealong.debugMine', target), true);
    assert.deepEqual(await debugging.stopped(), { path: learner.uri(file).path, line: line + 1 });
    await debugging.runOn();
    await debugging.printed(/passed: half-open lets one call through/);
    await debugging.ended();
    const started = debugging.configurations.find((one) => 'runtimeExecutable' in one);
    assert.equal(started?.['runtimeExecutable'], process.execPath);
    assert.equal(started['cwd'], courseFolder());
    assert.ok(!learner.has(launchFile));
  });

  it('stops at the line that fails, without a breakpoint', async () => {
    const { target, file, reference } = await probesAlone();
    learner.write(file, reference);
    const failing =
      "import { check, equal } from '../support';\ncheck('mine', () => {\n  equal(1 + 1, 3, 'the sum');\n});\n";
    learner.write(mine, failing);
    assert.equal(await run('codealong.debugMine', target), true);
    assert.deepEqual(await debugging.stopped(), { path: learner.uri(mine).path, line: 2 });
    await vscode.commands.executeCommand('workbench.action.debug.continue');
    await debugging.printed(/failed: mine/);
    await debugging.ended();
  });

  it('stops where the solution throws what nobody expects', async () => {
    const { target, file } = await probesAlone();
    const thrown = "export class CircuitBreaker {\n  constructor() {\n    throw new Error('mine');\n  }\n}\n";
    learner.write(file, thrown);
    assert.equal(await run('codealong.debugMine', target), true);
    assert.deepEqual(await debugging.stopped(), { path: learner.uri(file).path, line: 2 });
  });

  it('says what cannot be built, and starts nothing', async () => {
    const { target, file } = await probesAlone();
    learner.write(file, 'const broken = ;\n');
    await run('codealong.debugMine', target);
    await messages.said(/^pkg\/resilience\/circuit-breaker\.ts:1:16: Expression expected\.$/);
    assert.deepEqual(debugging.configurations, []);
  });

  it('offers a terminal where nothing can debug Go', async () => {
    const { target } = await probesAlone('go');
    await run('codealong.debugMine', target);
    const { buttons } = await messages.said(/needs the Go extension/);
    assert.deepEqual(buttons, ['Run in a Terminal', 'Find the Go Extension']);
    await until(() => assert.deepEqual(debugging.configurations, []));
  });
});
