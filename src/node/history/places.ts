/** Where the history of a learner's folder lies in it. */
export const historyPath = '.codealong/history';
