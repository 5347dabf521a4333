/** Every way in which the editor can refuse a request before the course is even asked. */
export type RefusalCode =
  | 'no-folder'
  | 'not-on-disk'
  | 'restricted'
  | 'not-saved'
  | 'nothing-to-cancel'
  | 'no-results'
  | 'several-exercises';

/** An expected failure of the editor's own. Its message is safe to show and says the way out. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** The learner closed a question without an answer: nothing is to be done and nothing to be said. */
export class Dismissed extends Error {
  constructor() {
    super('The question was closed without an answer.');
    this.name = 'Dismissed';
  }
}
