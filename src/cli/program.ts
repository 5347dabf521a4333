import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { languages, levels, type Language } from '../core/catalog/manifest';
import { isSeed } from '../core/numbers/draw';
import { addAuthorCommands } from './author-program';
import { check, type CheckOptions } from './commands/check';
import { hint } from './commands/hint';
import { history, type HistoryOptions } from './commands/history';
import { list } from './commands/list';
import { causes, type CausesOptions } from './commands/causes';
import { mine, type MineOptions } from './commands/mine';
import { rate, type RateOptions } from './commands/rate';
import { brief, guide } from './commands/read';
import { alternatives, type AlternativesOptions } from './commands/alternatives';
import { reference, type ReferenceOptions } from './commands/reference';
import { reset } from './commands/reset';
import { start } from './commands/start';
import { update } from './commands/update';
import { verify, type VerifyOptions } from './commands/verify';
import type { CommandContext, ExitCode, Terminal } from './terminal';

/** What says where a command works. */
export interface Places {
  readonly dir?: string;
  readonly pack?: string;
}

interface Options extends Places {
  readonly language?: Language;
  readonly json?: boolean;
}

/**
 * Every command with its arguments and options, as `--help` tells them. `leave` is called with the exit code of the one that ran.
 * Help and wrong usage are thrown as a CommanderError, when the terminal has been told.
 */
export function createProgram(
  contextOf: (places: Places) => CommandContext,
  terminal: Terminal,
  leave: (code: ExitCode) => void,
): Command {
  const program = new Command('codealong')
    .description('Learn system design by building it: scaffold exercises, check solutions, prove packs.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.complain(text.trimEnd()),
    });
  const dir = new Option('--dir <folder>', 'your course folder (default: the current folder)');
  const language = new Option('--language <language>', 'the track').choices([...languages]);
  const json = new Option('--json', 'print one JSON object');
  const pack = new Option('--pack <folder>', 'a pack other than the one that ships');

  const add = (name: string, description: string, ...options: readonly Option[]): Command => {
    const command = program.command(name).description(description);
    for (const option of options) command.addOption(option);
    return command;
  };
  const addForExercise: typeof add = (...declared) =>
    add(...declared).argument('<id>', 'the exercise, as `list` names it');
  const ends = <Given extends unknown[]>(run: (...given: Given) => Promise<ExitCode>) => {
    return async (...given: Given): Promise<void> => leave(await run(...given));
  };

  add('list', 'the course with what you have started and solved', dir, pack, json).action(
    ends((options: Options) => list(contextOf(options), options.json === true)),
  );

  addForExercise(
    'start',
    'write the starter of an exercise into your course folder; files of yours are never overwritten',
    language,
    new Option('--seed <number>', 'draw new given numbers for an answer sheet').argParser(seedOf),
    dir,
    pack,
  ).action(
    ends((id: string, options: Options & { readonly seed?: number }) =>
      start(contextOf(options), id, options.language, options.seed),
    ),
  );

  addForExercise(
    'check',
    'check your solution (exit code 0 passed, 1 failed, 2 unchecked)',
    new Option(
      '--level <level>',
      'the checks that have to pass: those of stage 1 (core), up to stage 2 (production) or 3 (hardened)',
    )
      .choices([...levels])
      .default('core'),
    language,
    dir,
    pack,
    json,
  ).action(ends((id: string, options: Options & CheckOptions) => check(contextOf(options), id, options)));

  addForExercise(
    'mine',
    'write one check into your course folder as a small test of your own, to read, run and debug',
    new Option('--run', 'run it (exit code 0 passed, 1 failed)'),
    language,
    dir,
    pack,
  )
    .argument('<check>', 'the check, as `check --json` names it')
    .action(
      ends((id: string, name: string, options: Options & MineOptions) =>
        mine(contextOf(options), id, name, options),
      ),
    );

  addForExercise(
    'causes',
    'tell what usually makes a check fail, the likeliest for you first',
    new Option('--all', 'all of them'),
    language,
    dir,
    pack,
  )
    .argument('<check>', 'the check, as `check --json` names it')
    .action(
      ends((id: string, name: string, options: Options & CausesOptions) =>
        causes(contextOf(options), id, name, options),
      ),
    );

  addForExercise(
    'reference',
    'print the reference of an exercise that you have solved',
    new Option(
      '--reveal',
      'before you have solved it, after the last hint; it then counts as solved with the reference',
    ),
    language,
    dir,
    pack,
  ).action(
    ends((id: string, options: Options & ReferenceOptions) => reference(contextOf(options), id, options)),
  );

  addForExercise(
    'alternatives',
    'once solved: other right solutions, and what each trades',
    new Option('--show <name>', 'print the files of one'),
    language,
    dir,
    pack,
  ).action(
    ends((id: string, options: Options & AlternativesOptions) =>
      alternatives(contextOf(options), id, options),
    ),
  );

  addForExercise('brief', 'print what to build, and every rule', language, dir, pack).action(
    ends((id: string, options: Options) => brief(contextOf(options), id, options.language)),
  );

  add('guide', 'print a section of the guides', dir, pack)
    .argument('<anchor>', 'the section, such as phase-1/1.2/circuit-breaker, or a link of a brief')
    .action(ends((anchor: string, options: Options) => guide(contextOf(options), anchor)));

  addForExercise(
    'rate',
    'give your own design marks from 0 to 3, as in bottleneck=2; without any, show samples of each mark',
    new Option('--model', 'print the model answer'),
    dir,
    pack,
  )
    .argument('[marks...]', 'a criterion and its mark, as in bottleneck=2')
    .action(
      ends((id: string, marks: string[], options: Options & RateOptions) =>
        rate(contextOf(options), id, marks, options),
      ),
    );

  addForExercise(
    'hint',
    'show one more hint, first one that helps with a check that fails',
    dir,
    pack,
  ).action(ends((id: string, options: Options) => hint(contextOf(options), id)));

  addForExercise(
    'reset',
    'reset your files to the starter; `history --undo` undoes that',
    language,
    dir,
    pack,
  ).action(ends((id: string, options: Options) => reset(contextOf(options), id, options.language)));

  addForExercise(
    'history',
    'saved versions of your code: list, show, compare and restore them',
    new Option('--show <number>', 'print the files of a version').argParser(countOf),
    new Option('--compare <numbers...>', 'what differs between two versions, or one and your files now')
      .argParser(countsOf)
      .conflicts('show'),
    new Option('--restore <number>', 'restore your files to a version')
      .argParser(countOf)
      .conflicts(['show', 'compare']),
    new Option('--undo', 'undo the last reset, restore, update or undo').conflicts([
      'show',
      'compare',
      'restore',
    ]),
    language,
    dir,
    pack,
    new Option('--json', 'print one JSON object').conflicts(['show', 'compare', 'restore', 'undo']),
  ).action(ends((id: string, options: Options & HistoryOptions) => history(contextOf(options), id, options)));

  addForExercise(
    'update',
    'merge what the course changed into your files; `history --undo` undoes that',
    new Option('--dry-run', 'only say what would be merged'),
    language,
    dir,
    pack,
  ).action(
    ends((id: string, options: Options & { readonly dryRun?: boolean }) =>
      update(contextOf(options), id, options.language, options.dryRun === true),
    ),
  );

  add(
    'verify',
    'for authors: prove that starters fail, references and alternatives pass, wrong solutions are rejected',
    pack,
    language,
    new Option('--solution <names...>', 'only these solutions, as in `wrong/first-version` (default: all)'),
    new Option('--repeat <count>', 'how many runs of each solution must agree').argParser(countOf).default(1),
    new Option('--fresh', 'prove everything again, not only what changed since the last proof'),
    new Option('--watch', 'keep running, and prove again what is saved').conflicts('json'),
    new Option(
      '--mutate',
      'instead, count the small changes of each TypeScript reference that its checks notice (0: at least 90 %)',
    ).conflicts(['watch', 'shard', 'solution', 'language', 'requireAll']),
    new Option('--shard <k/n>', 'only part k of n, to spread a proof over machines').argParser(shardOf),
    new Option('--require-all', 'fail when a track cannot be checked on this machine'),
    json,
  )
    .argument('[ids...]', 'exercises (default: all)')
    .action(
      ends((ids: string[], options: Omit<VerifyOptions, 'ids'>) =>
        verify(contextOf(options), { ...options, ids }),
      ),
    );

  addAuthorCommands(program, contextOf, ends, pack);
  return program;
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return count;
}

function shardOf(text: string): { readonly number: number; readonly of: number } {
  const [, number = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (number < 1 || number > of)
    throw new InvalidArgumentError('It must be like 1/3: which part, of how many.');
  return { number, of };
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!isSeed(seed))
    throw new InvalidArgumentError('It must be a whole number; 0 is for the numbers of the brief.');
  return seed;
}

/** Adds one more of at most two numbers. */
function countsOf(text: string, before: readonly number[] | undefined): readonly number[] {
  const counts = [...(before ?? []), countOf(text)];
  if (counts.length > 2)
    throw new InvalidArgumentError('Two numbers are compared, or one with your files now.');
  return counts;
}
