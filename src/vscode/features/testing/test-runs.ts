import { TestRunRequest, type TestController, type TestItem, type TestRun } from 'vscode';
import type { CheckReport } from '../../../core/check/report';
import { abortOn } from '../../ui/abort-on';
import { celebrate } from '../checking/tell-verdict';
import { codeLocations } from '../checking/code-locations';
import { words } from '../../words';
import type { Parts } from '../parts';
import type { Solution } from '../../course/solution';
import { caseLinks } from '../cases/case-links';
import { showReport } from './show-report';
import { checksOf, exerciseOfItem } from './check-items';
import type { TestItems } from './test-items';

/** Runs checks such that the Test Explorer shows them, whoever asked. */
export interface TestRuns {
  /** Checks one solution. Undefined when it was cancelled or superseded. */
  check(solution: Solution): Promise<CheckReport | undefined>;
  /** Shows a report of an earlier window. */
  show(solution: Solution, report: CheckReport): Promise<void>;
  /** Checks what a request of the Test Explorer asks for; `failed` hears what could not be checked. */
  answer(request: TestRunRequest, failed: (error: unknown, solution: Solution) => void): Promise<void>;
}

export function testRuns(controller: TestController, items: TestItems, parts: Parts): TestRuns {
  const { course, checker } = parts;

  async function checkInto(
    run: TestRun,
    item: TestItem,
    solution: Solution,
  ): Promise<CheckReport | undefined> {
    const checks = checksOf(item);
    const cancelled = abortOn(run.token);
    run.started(item);
    try {
      const report = await checker.check(solution, {
        signal: cancelled.signal,
        onEvent: (event) => {
          const check = event.type === 'check-started' ? checks.get(event.id) : undefined;
          if (check) run.started(check);
        },
      });
      if (!report) return undefined;
      await showIn(run, item, solution, report);
      return report;
    } finally {
      cancelled.dispose();
    }
  }

  async function showIn(
    run: TestRun,
    item: TestItem,
    solution: Solution,
    report: CheckReport,
  ): Promise<void> {
    const locations = await codeLocations(course, solution);
    const links = await caseLinks(course, solution);
    if (checker.latest(solution) !== report) return;
    showReport(run, item, checksOf(item), solution, report, locations, links);
    if (checker.isEdited(solution)) controller.invalidateTestResults(item);
  }

  async function show(solution: Solution, report: CheckReport): Promise<void> {
    const item = await items.ensure(solution);
    const run = controller.createTestRun(new TestRunRequest([item]), words.results.earlier, false);
    try {
      await showIn(run, item, solution, report);
    } finally {
      run.end();
    }
  }

  async function check(solution: Solution): Promise<CheckReport | undefined> {
    const item = await items.ensure(solution);
    const run = controller.createTestRun(new TestRunRequest([item]));
    try {
      return await checkInto(run, item, solution);
    } finally {
      run.end();
    }
  }

  async function answer(
    request: TestRunRequest,
    failed: (error: unknown, solution: Solution) => void,
  ): Promise<void> {
    const run = controller.createTestRun(request);
    try {
      for (const item of exercisesIn(request.include ?? items.all())) {
        const solution = items.solutionOf(item);
        if (!solution || run.token.isCancellationRequested) continue;
        try {
          const report = await checkInto(run, item, solution);
          if (report) await celebrate(parts, solution, report);
        } catch (error) {
          failed(error, solution);
        }
      }
    } finally {
      run.end();
    }
  }

  return { check, show, answer };
}

/** A single check can't run without the others of its exercise, so the whole exercise runs. */
function exercisesIn(items: readonly TestItem[]): ReadonlySet<TestItem> {
  return new Set(items.map(exerciseOfItem));
}
