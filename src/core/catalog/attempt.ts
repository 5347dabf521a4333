import type { Language } from './manifest';
import type { Folder } from '../ports';

/** An exercise in one language, in one learner's folder. */
export interface Attempt {
  readonly folder: Folder;
  readonly id: string;
  readonly language: Language;
}
