import { ThemeColor, ThemeIcon } from 'vscode';
import type { Moment } from '../../../core/history/moment';

/** Each kind of moment, and each verdict, has a shape of its own, so that colour only adds to it. */
export function momentIcon({ kind, outcome }: Moment): ThemeIcon {
  if (outcome?.verdict === 'passed') return new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
  if (outcome?.verdict === 'failed') return new ThemeIcon('error', new ThemeColor('testing.iconFailed'));
  if (kind === 'attempt') return new ThemeIcon('question');
  return new ThemeIcon(kind === 'scaffolded' ? 'package' : 'history');
}
