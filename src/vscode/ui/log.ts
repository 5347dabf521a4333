import { window } from 'vscode';
import type { DisposableLike } from './disposable-like';
import { words } from '../words';

/** The output channel of the extension. */
export interface Log extends DisposableLike {
  info(message: string): void;
  /** Notes a failure that the learner need not be stopped for. */
  failure(what: string, error: unknown): void;
  /** Lets work go on by itself, and notes it when it fails. */
  quietly(what: string, work: PromiseLike<unknown>): void;
  show(): void;
}

export function createLog(): Log {
  const channel = window.createOutputChannel(words.name, { log: true });
  const failure = (what: string, error: unknown): void => channel.error(`Could not ${what}.`, error);
  return {
    info: (message) => channel.info(message),
    failure,
    quietly: (what, work) => {
      work.then(undefined, (error: unknown) => failure(what, error));
    },
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
