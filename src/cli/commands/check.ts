import { levels, type Language, type Level } from '../../core/catalog/manifest';
import { faultReport } from '../../core/fault-report/fault-report';
import { verdictUpTo, type CheckReport, type CheckResult } from '../../core/check/report';
import { tallyOf, tallyText } from '../../core/check/tally';
import { personalFolders, surroundings } from '../../node/surroundings';
import type { CommandContext, ExitCode } from '../terminal';
import { chooseLanguage } from './choose-language';

export interface CheckOptions {
  readonly language?: Language;
  /** The last stage whose checks have to pass. */
  readonly level: Level;
  readonly json?: boolean;
}

const exitCodes = { passed: 0, failed: 1, unchecked: 2 } as const;

/** Judges the solution and prints the report. Verdict and exit code are those of the checks up to a level. */
export async function check(
  context: CommandContext,
  id: string,
  { language: asked, level, json }: CheckOptions,
): Promise<ExitCode> {
  const { app, folder, terminal } = context;
  const language = await chooseLanguage(context, id, asked);
  const judged = await app.check({ folder, id, language }, { signal: terminal.signal });
  const report = { ...judged, verdict: verdictUpTo(judged, level) };
  if (json) terminal.print(JSON.stringify(asData(report), null, 2));
  else for (const line of asText(report)) terminal.print(line);
  if (report.reason?.code === 'harness-fault') terminal.complain(await ourFault(context, report));
  return exitCodes[report.verdict];
}

/** Whose fault it is, and what to tell those who can fix it. */
async function ourFault({ folder, terminal }: CommandContext, report: CheckReport): Promise<string> {
  return [
    'This is a fault of codealong, not of your code: your code was not checked.',
    'Please send these lines to the people who maintain this course. They hold nothing of your code and no path of yours:',
    '',
    faultReport(await surroundings(terminal.signal), report, personalFolders(folder.location)),
  ].join('\n');
}

/** The object that graders read; see the design of the command line. */
function asData({ exercise, language, verdict, reason, durationMs, checks }: CheckReport) {
  return {
    exercise,
    language,
    verdict,
    ...(reason && { reason: `${reason.code}: ${reason.message}` }),
    durationMs,
    checks: checks.map(
      ({
        id,
        title,
        level,
        status,
        durationMs: ms,
        message,
        input,
        expected,
        actual,
        why,
        guide,
        decision,
        plan,
      }) => {
        const told = { message, input, expected, actual, why, guide, decision, plan };
        return { id, title, level, status, durationMs: ms, ...told };
      },
    ),
  };
}

function asText(report: CheckReport): readonly string[] {
  const { exercise, language, verdict, reason, checks, findings, output, notes, passedBefore } = report;
  // A list of checks of which none was judged tells nothing, and hides the reason.
  const judged = checks.every(({ status }) => status === 'errored') ? [] : checks;
  const isTold = findings.some(({ message }) => reason?.message.endsWith(message));
  const printed = output.trim() === '' ? [] : ['', 'Your code printed:', indent(output.trim())];
  const details = [...judged.flatMap(checkLines), ...printed, ...decisionLines(checks)];
  return [
    ...details,
    ...(details.length > 0 ? [''] : []),
    ...findings.map(({ at, message }) => `${at.file}:${at.line}:${at.column ?? 1}: ${message}`),
    ...notes,
    verdict === 'unchecked'
      ? `${exercise} (${language}): unchecked.`
      : `${exercise} (${language}): ${verdict}${stagesOf(report)}. ${tallyText(tallyOf(checks), passedBefore)}.`,
    ...(reason && !isTold ? [reason.message] : []),
  ];
}

/** How far a solution has passed, where stages are left. */
function stagesOf(report: CheckReport): string {
  const open = levels.findIndex((level) => verdictUpTo(report, level) === 'failed');
  return report.verdict === 'passed' && open > 0 ? ` up to stage ${open}` : '';
}

/** What the numbers that are right decide, below the results: who wants to think first, can. */
function decisionLines(checks: readonly CheckResult[]): readonly string[] {
  const decided = checks.flatMap(({ title, decision }) =>
    decision === undefined ? [] : [`${title}: ${decision}`],
  );
  return decided.length === 0 ? [] : ['', 'What decision does each number force?', ...decided.map(indent)];
}

const marks = { passed: 'passed ', failed: 'FAILED ', skipped: 'skipped', errored: 'errored' } as const;

function checkLines(check: CheckResult): readonly string[] {
  const stage = levels.indexOf(check.level) + 1;
  const head = `${marks[check.status]}  ${check.title}${stage === 1 ? '' : ` (stage ${stage})`}`;
  if (check.status === 'skipped') return [head, ...(check.message ? [indent(check.message)] : [])];
  const plan = check.plan === undefined ? [] : [indent(`plan:     ${check.plan}`)];
  if (check.status !== 'failed') return [head, ...plan];
  const details: readonly (readonly [string, string | undefined])[] = [
    ['', check.message],
    ['at:       ', check.at && `${check.at.file}:${check.at.line}`],
    ['input:    ', check.input],
    ['expected: ', check.expected],
    ['actual:   ', check.actual],
    ['rule:     ', check.rules?.map(({ number, title }) => `${number} · ${title}`).join(', ')],
    ['why:      ', check.why],
    ['guide:    ', check.guide],
  ];
  return [
    head,
    ...details.flatMap(([label, text]) => (text === undefined ? [] : [indent(`${label}${text}`)])),
    ...plan,
  ];
}

function indent(text: string): string {
  return text.replace(/^/gm, '         ');
}
