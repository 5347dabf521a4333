import { ruleText } from '../../core/brief/rule-names';
import {
  isProductionReady,
  type CheckReport,
  type CheckResult,
  type RuleName,
} from '../../core/check/report';
import { firstToFix } from '../../core/check/stages';
import { tallyOf, tallyText } from '../../core/check/tally';
import type { TrackProgress } from '../../core/progress/progress';
import { counted } from './phrases';

/** For example "9 of 27 pass (+8) · 8 to fix · 10 wait". */
const tallied = ({ checks, passedBefore }: CheckReport): string => tallyText(tallyOf(checks), passedBefore);
/** The same after `before`; nothing when nothing was judged. */
const talliedAfter = (before: string, report: CheckReport | undefined): string =>
  report && report.verdict !== 'unchecked' ? `${before}${tallied(report)}` : '';

/** The last verdict in a word: this window's report knows it best, else the progress file. */
function verdictWord(report: CheckReport | undefined, track: TrackProgress | undefined): string {
  const verdict = report?.verdict ?? track?.verdict;
  const isReady = report ? isProductionReady(report) : track?.productionReadyAt !== undefined;
  if (verdict === undefined) return 'not checked yet';
  return verdict === 'passed' && isReady ? 'production-ready' : verdict;
}

const statusIcons: Readonly<Record<string, string>> = {
  passed: '$(pass)',
  'production-ready': '$(verified-filled)',
  failed: '$(error)',
  unchecked: '$(question)',
};

export interface StatusText {
  readonly text: string;
  readonly help: string;
  readonly spoken: string;
  readonly isFailure: boolean;
}

/** How a check went. */
export const checks = {
  checking: (title: string) => `Checking ${title}`,
  verdict: {
    ready: (title: string, report: CheckReport) =>
      `${title} passed and is production-ready: ${tallied(report)}.${report.reached ? ' Well done.' : ''}`,
    passed: (title: string, report: CheckReport) =>
      report.reached
        ? `${title}: stage 1 is done, it works. ${tallied(report)}. Stage 2 makes it survive.`
        : `${title} passed: stage 1 is done. ${tallied(report)}. See what is left for production.`,
    failed: (title: string, report: CheckReport) =>
      `${title}: ${tallied(report)}. First: ${firstToFix(report)?.title ?? ''}`,
    ourFault: (title: string, { reason }: CheckReport) =>
      `${title} was not checked because of a fault in Code-Along. It is our fault, not your code's. ${reason?.message ?? ''} ` +
      'Copy the report and send it to the people who maintain this course.',
    unchecked: (title: string, { reason }: CheckReport) =>
      `${title} could not be checked. ${reason?.message ?? ''}`.trim(),
  },
  /** Follows a verdict on code that was edited while it was being judged. */
  editedMeanwhile: 'You have edited your code meanwhile: this is about the code as it was checked.',
  /** Follows a verdict on code in which the editor finds errors, of types for instance. */
  editorErrors: (
    errors: readonly { readonly file: string; readonly line: number; readonly message: string }[],
  ) => {
    const [first] = errors;
    const place = first ? `${first.file}:${first.line}: ${first.message.replace(/\.$/, '')}` : '';
    return `Your editor shows ${counted(errors.length, 'error')} that the checks do not look for: ${place}.`;
  },
  reportCopied:
    'The report is on the clipboard: versions, and how the last check went. It holds nothing of your code and no path of yours.',
  finding: (title: string, message: string | undefined, why: string, rules: readonly RuleName[]) =>
    [
      `${title}: ${message ?? 'it failed.'}`,
      ...(rules.length > 0 ? [rules.map(ruleText).join(', ')] : []),
      `Why it matters: ${why}`,
    ].join('\n'),
  results: {
    input: 'Input',
    expected: 'Expected',
    actual: 'Actual',
    why: 'Why it matters:',
    plan: 'The plan that PostgreSQL ran',
    broken: (title: string) => `Failed: ${title}`,
    difference: 'Compare expected and actual',
    earlier: 'The last check, from before this window',
    notJudged: 'It could not be checked.',
    /** A check that waits says for which other. */
    waits: ({ title, message = '' }: CheckResult) =>
      `${title} (${message.charAt(0).toLowerCase()}${message.slice(1)})`,
    decision: (text: string) => `What decision does this number force?\n${text}\n`,
    output: (title: string, report: CheckReport) =>
      [
        `${title}: ${report.verdict} in ${(report.durationMs / 1000).toFixed(1)} s${talliedAfter('. ', report)}.`,
        ...(report.reason ? [report.reason.message] : []),
        ...report.notes,
        '',
      ].join('\n'),
  },
  status: {
    checking: (title: string): StatusText => ({
      text: `$(loading~spin) ${title}`,
      help: `Checking ${title}. Click to cancel.`,
      spoken: `Checking ${title}`,
      isFailure: false,
    }),
    verdict: (
      title: string,
      report: CheckReport | undefined,
      track: TrackProgress | undefined,
      isEdited: boolean,
    ): StatusText => {
      const word = verdictWord(report, track);
      const passed = report?.checks.filter(({ status }) => status === 'passed').length;
      const count = report && word !== 'unchecked' ? ` ${passed}/${report.checks.length}` : '';
      const since = isEdited ? ', edited since' : '';
      return {
        text: `${statusIcons[word] ?? '$(beaker)'} ${title}${count}${since}`,
        help: isEdited
          ? `${title}: ${word} when it was checked. You have edited it since. Click for what you can do.`
          : `${title}: ${word}${talliedAfter(', ', report)}. Click for what you can do.`,
        spoken: `${title}, ${word}${talliedAfter(', ', report)}${since}`,
        isFailure: word === 'failed' && !isEdited,
      };
    },
  },
} as const;
