import { runCli } from '../../../src/cli/run-cli';
import { dist } from './judging';
import { fixturePack } from './packs';

/** What a command line said, and its exit code. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Place {
  readonly workingFolder?: string;
  readonly packLocation?: string;
  readonly distLocation?: string;
  readonly signal?: AbortSignal;
  /** Hears each line of the output when it is printed. */
  readonly heard?: (text: string) => void;
}

/** Hears what a command line prints while it runs, so that a test can wait for it. */
export class Hearing {
  private readonly lines: string[] = [];
  private wake: () => void = () => undefined;

  readonly line = (text: string): void => {
    this.lines.push(text);
    this.wake();
  };

  /** Resolves when a line like this was printed, after those that were waited for before. */
  async until(line: RegExp): Promise<void> {
    for (;;) {
      const next = this.lines.shift();
      if (next === undefined) await new Promise<void>((resolve) => (this.wake = resolve));
      else if (line.test(next)) return;
    }
  }
}

/** Runs `codealong` with these words, on the fixture, without a process of its own. */
export async function codealong(words: readonly string[], given: Place = {}): Promise<Said> {
  const { heard, ...place } = given;
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(words, {
    print: (text) => {
      out.push(text);
      heard?.(text);
    },
    complain: (text) => err.push(text),
    workingFolder: process.cwd(),
    packLocation: fixturePack,
    distLocation: dist,
    signal: new AbortController().signal,
    ...place,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
