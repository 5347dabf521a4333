import { ThemeColor, ThemeIcon } from 'vscode';
import type { ExerciseState } from '../../../core/progress/progress';

/** Each state has a shape of its own, so that colour only adds to it. */
const icons: Readonly<Record<ExerciseState, readonly [icon: string, color?: string]>> = {
  new: ['circle-large-outline'],
  started: ['edit', 'testing.iconQueued'],
  failing: ['error', 'testing.iconFailed'],
  passed: ['pass', 'testing.iconPassed'],
  'production-ready': ['verified-filled', 'testing.iconPassed'],
};

export function stateIcon(state: ExerciseState): ThemeIcon {
  const [icon, color] = icons[state];
  return new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color));
}
