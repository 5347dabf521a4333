import type { Language } from '../../core/catalog/manifest';

/** Single checks that become tests of the learner's own. */
export const cases = {
  link: 'Make this check mine, to run and debug it',
  placeHolder: 'Which check would you like as a test of your own?',
  debugProfile: 'Debug a Check',
  debugPlaceHolder: 'One check is debugged at a time. Which one?',
  oneExercise: 'One check is debugged at a time. Choose a check, or one exercise to choose its check from.',
  launch: (title: string, language: Language): string =>
    `Debug check: ${title}${language === 'go' ? ' (Go)' : ''}`,
  made: (path: string): string =>
    `${path} reproduces this failure. Set a breakpoint in your solution and debug it.`,
  there: (path: string): string => `${path} is there already and was left as it is.`,
  launchLeft:
    '.vscode/launch.json could not be understood or has unsaved changes, so it was left alone. Debugging works without it.',
  noCases: (title: string): string => `No check of ${title} can be made yours in this language yet.`,
  needsGoExtension:
    'To debug Go, VS Code needs the Go extension. Without it the check can run in a terminal.',
  terminal: 'Code-Along check',
} as const;
