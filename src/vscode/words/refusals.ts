/** Why something was not done, and the way out. */
export const refusals = {
  noFolder: 'Open a folder first: your code and your progress will live in it.',
  notOnDisk: 'Code-Along needs a folder on a disk: it writes and runs code there. Open one and try again.',
  restricted:
    'This folder is not trusted, so Code-Along writes nothing and runs nothing here. Trust it to go on.',
  notSaved: (path: string) => `${path} could not be saved, so it was not checked. Save it and try again.`,
  noSection: (anchor: string) =>
    `The guide has no section ${anchor} yet. The brief of the exercise says what you need.`,
  nothingToCancel: 'No check is running.',
  noFailedCheck: (title: string) =>
    `No check of ${title} has failed so far. Check your solution first, then ask about a check that fails.`,
  noResults: (title: string) =>
    `${title} has not been checked since this window opened. Check it to see results.`,
  fileMissing: (path: string, folder: string) =>
    `${path} is not in ${folder}. Start the exercise to get it back.`,
  nothingKept: (title: string) => `No history for ${title} yet. Each check of changed code is saved in it.`,
  nothingToCompare: (title: string) => `${title} has no files in your folder. Start it first.`,
  unknownLink: (path: string) => `The link ${path} leads nowhere. Links look like /exercise/circuit-breaker.`,
} as const;
