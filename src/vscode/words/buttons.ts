/** What buttons under messages say. */
export const buttons = {
  start: 'Start',
  startInAnotherLanguage: 'Choose the Language',
  check: 'Check My Solution',
  hint: 'Next Hint',
  openGuide: 'Open the Guide',
  openBrief: 'Open the Brief',
  openFolder: 'Open Folder',
  pickExercise: 'Pick an Exercise',
  tryAgain: 'Try Again',
  showLog: 'Show the Log',
  showResults: 'Show the Results',
  goToLine: 'Go to the Line',
  compareWithStarter: 'Compare With the Starter',
  compareWithReference: 'Compare With the Reference',
  manageTrust: 'Manage Workspace Trust',
  checkForUpdates: 'Check for Updates',
} as const;
