/** The id of the walkthrough in package.json. */
export const walkthroughId = 'firstExercise';
