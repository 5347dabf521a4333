/** Where the history of a learner's folder lies in it. */
export const historyPath = '.codealong/history';

/** The name of the git directory in a history. */
export const gitName = 'moments.git';
