/** What only authors and unbuilt packs need: a bundle of its own, which is loaded when somebody asks for it. */
export { rebaseMistakes, recordMistake, startMistake } from './author-mistakes';
export { mutatePack } from './mutate-pack';
export { addExercise } from './new-exercise';
export { readPack } from './read-pack';
export { verifyPack } from './verify-pack';
export { writeSheet } from './write-sheet';
export { readStories } from './read-stories';
