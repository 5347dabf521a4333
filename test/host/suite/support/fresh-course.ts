import { closeEditors } from './editors';
import { learner } from './learner';

/** Gives each test of the suite that calls this an empty course folder and no open editor. */
export function useFreshCourse(): void {
  const tidy = async (): Promise<void> => {
    await closeEditors();
    for (const entry of learner.list()) learner.remove(entry);
  };
  beforeEach(tidy);
  after(tidy);
}
