import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checkProcesses } from '../../../support/check-processes';
import { extensionUnderTest } from '../extension';
import { learner } from './learner';
import { until } from './until';

/** The process of an endless loop: it never waits for anything. */
export async function theOneThatJudges(): Promise<number> {
  return until(() => {
    const judging = checkProcesses(extensionUnderTest().extensionPath).find(({ isBusy }) => isBusy);
    assert.ok(judging);
    return judging.pid;
  });
}

/** Every process that runs a check or waits for one. */
export function running(): number[] {
  return checkProcesses(extensionUnderTest().extensionPath).map(({ pid }) => pid);
}

/** What the last check found in a file of the learner. */
export function findings(file: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(learner.uri(file)).filter(({ source }) => source === 'Code-Along');
}
