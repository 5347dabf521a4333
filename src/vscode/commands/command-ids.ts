/** Commands that package.json contributes, so that palettes and menus show them. */
export const contributedCommandIds = [
  'codealong.start',
  'codealong.startInAnotherLanguage',
  'codealong.check',
  'codealong.cancelCheck',
  'codealong.hint',
  'codealong.openGuide',
  'codealong.openBrief',
  'codealong.openExercise',
  'codealong.pickExercise',
  'codealong.draw',
  'codealong.rate',
  'codealong.reset',
  'codealong.compareWithStarter',
  'codealong.compareWithReference',
  'codealong.compareWithAlternative',
  'codealong.showHistory',
  'codealong.compareWithVersion',
  'codealong.compareVersions',
  'codealong.openVersion',
  'codealong.restore',
  'codealong.undo',
  'codealong.update',
  'codealong.makeMine',
  'codealong.usualCauses',
  'codealong.showResults',
  'codealong.copyReport',
  'codealong.showActions',
  'codealong.filterByPath',
  'codealong.clearFilter',
  'codealong.refresh',
  'codealong.chooseFolder',
  'codealong.showLog',
  'codealong.showWalkthrough',
] as const;

/** Commands that only our own items and links use. They need an argument, so no menu offers them. */
export const internalCommandIds = [
  'codealong.visit',
  'codealong.seeUpdate',
  'codealong.applyUpdate',
  'codealong.debugMine',
  'codealong.runMine',
  'codealong.openSection',
  'codealong.openPage',
  'codealong.openRule',
  'codealong.openProblem',
  'codealong.tryOut',
  'codealong.recordMistake',
] as const;

export const commandIds = [...contributedCommandIds, ...internalCommandIds] as const;

export type CommandId = (typeof commandIds)[number];
