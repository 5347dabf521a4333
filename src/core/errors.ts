/** Every way in which the course can refuse a request. Adapters map each code once, to words or to an exit code. */
export type ErrorCode =
  | 'invalid-pack'
  | 'unknown-exercise'
  | 'unknown-language'
  | 'unknown-solution'
  | 'no-section'
  | 'not-started'
  | 'outside-folder'
  | 'in-the-way'
  | 'not-writable'
  | 'busy'
  | 'unreadable'
  | 'newer-format'
  | 'not-solved'
  | 'hints-shown'
  | 'hints-left'
  | 'no-hints-left'
  | 'no-moment'
  | 'changed-since'
  | 'no-case'
  | 'no-check'
  | 'no-causes'
  | 'no-alternatives'
  | 'not-drawn'
  | 'no-criterion'
  | 'not-built'
  | 'nothing-changed'
  | 'not-rejected'
  | 'invalid-name'
  | 'machine-trouble';

/** An expected failure with a message that is safe and useful to show: what is wrong, where, and the way out. */
export class CodealongError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CodealongError';
    this.code = code;
  }
}

/** Whether it is such a failure, also one from another bundle of ours, which has a class of its own. */
export function isCodealongError(error: unknown): error is CodealongError {
  return error instanceof Error && error.name === 'CodealongError' && 'code' in error;
}
