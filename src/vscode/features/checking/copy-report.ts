import { env, version } from 'vscode';
import { faultReport } from '../../../core/fault-report/fault-report';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { say } from '../../ui/message';
import { words } from '../../words';
import type { Parts } from '../parts';

/** How long the tools on this machine have to say their versions. */
const patienceMs = 10_000;

/** Copies what helps to find a fault of ours: versions, and how the last check went. Nothing of the learner's is in it. */
export async function copyReport(parts: Parts, target: Target): Promise<string> {
  const { checker, log } = parts;
  const { solution } = await chooseSolution(parts, target);
  const { personalFolders, surroundings } = await import('../../../node');
  const found = await surroundings(AbortSignal.timeout(patienceMs));
  const folders = personalFolders(solution.folder.uri.fsPath);
  const text = faultReport({ ...found, 'VS Code': version }, checker.latest(solution), folders);
  await env.clipboard.writeText(text);
  say(log, { text: words.reportCopied });
  return text;
}
