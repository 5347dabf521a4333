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
}

/** Runs `codealong` with these words, on the fixture, without a process of its own. */
export async function codealong(words: readonly string[], place: Place = {}): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(words, {
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
    workingFolder: process.cwd(),
    packLocation: fixturePack,
    distLocation: dist,
    signal: new AbortController().signal,
    ...place,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
