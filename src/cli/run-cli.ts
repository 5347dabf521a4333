import { resolve } from 'node:path';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { App } from '../core/app';
import { languages, type Language } from '../core/catalog/manifest';
import { isCodealongError } from '../core/errors';
import { heldNotices } from '../core/notice';
import { createNodeApp } from '../node/create-node-app';
import { diskFolder } from '../node/disk-folder';
import { check } from './commands/check';
import { hint } from './commands/hint';
import { history, type HistoryOptions } from './commands/history';
import { list } from './commands/list';
import { mine, type MineOptions } from './commands/mine';
import { reset } from './commands/reset';
import { start } from './commands/start';
import { update } from './commands/update';
import { verify } from './commands/verify';
import type { CommandContext, ExitCode, Terminal } from './terminal';

interface Options {
  readonly dir?: string;
  readonly language?: Language;
  readonly json?: boolean;
  readonly pack?: string;
}

/**
 * Runs one command line and gives its exit code, when all is written down and said. Never throws for anything the user did.
 */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const notices = heldNotices(({ message }) => terminal.complain(message));
  const apps: App[] = [];
  const context = ({ dir, pack }: Options): CommandContext => {
    const app = createNodeApp({
      packLocation: pack === undefined ? terminal.packLocation : resolve(terminal.workingFolder, pack),
      distLocation: terminal.distLocation,
      onNotice: notices.hear,
    });
    apps.push(app);
    return { app, terminal, folder: diskFolder(resolve(terminal.workingFolder, dir ?? '.')) };
  };
  const program = new Command('codealong')
    .description('Learn system design by building it: scaffold exercises, check solutions, prove packs.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.complain(text.trimEnd()),
    });
  const exercise = new Argument('<id>', 'the exercise, as `list` names it');
  const dir = new Option('--dir <folder>', 'your course folder (default: the current folder)');
  const language = new Option('--language <language>', 'the track').choices([...languages]);
  const json = new Option('--json', 'print one JSON object');
  const pack = new Option('--pack <folder>', 'another pack than the one that ships');

  program
    .command('list')
    .description('the course with what you have started and solved')
    .addOption(dir)
    .addOption(pack)
    .addOption(json)
    .action(async (options: Options) => void (code = await list(context(options), options.json === true)));
  program
    .command('start')
    .description(
      'write the starter of an exercise into your course folder; files of yours are never overwritten',
    )
    .addArgument(exercise)
    .addOption(language)
    .addOption(dir)
    .addOption(pack)
    .action(
      async (id: string, options: Options) =>
        void (code = await start(context(options), id, options.language)),
    );
  program
    .command('check')
    .description('judge your solution (exit code 0 passed, 1 failed, 2 unchecked)')
    .addArgument(exercise)
    .addOption(language)
    .addOption(dir)
    .addOption(pack)
    .addOption(json)
    .action(
      async (id: string, options: Options) =>
        void (code = await check(context(options), id, options.language, options.json === true)),
    );
  program
    .command('mine')
    .description('write one check into your course folder as a small test of yours, to read, run and debug')
    .addArgument(exercise)
    .argument('<check>', 'the check, as `check --json` names it')
    .option('--run', 'run it (exit code 0 passed, 1 failed)')
    .addOption(language)
    .addOption(dir)
    .addOption(pack)
    .action(
      async (id: string, check: string, options: Options & MineOptions) =>
        void (code = await mine(context(options), id, check, options)),
    );
  program
    .command('hint')
    .description('show one more hint')
    .addArgument(exercise)
    .addOption(dir)
    .addOption(pack)
    .action(async (id: string, options: Options) => void (code = await hint(context(options), id)));
  program
    .command('reset')
    .description('put your files back to the starter; `history --undo` takes that back')
    .addArgument(exercise)
    .addOption(language)
    .addOption(dir)
    .addOption(pack)
    .action(
      async (id: string, options: Options) =>
        void (code = await reset(context(options), id, options.language)),
    );
  program
    .command('history')
    .description('what was kept of your code: list it, look at it, go back to it')
    .addArgument(exercise)
    .addOption(new Option('--show <number>', 'print the files of a moment').argParser(countOf))
    .addOption(
      new Option('--compare <numbers...>', 'what differs between two moments, or one and your files now')
        .argParser(countsOf)
        .conflicts('show'),
    )
    .addOption(
      new Option('--restore <number>', 'put your files back to a moment')
        .argParser(countOf)
        .conflicts(['show', 'compare']),
    )
    .addOption(
      new Option('--undo', 'take the last reset, restore, update or undo back').conflicts([
        'show',
        'compare',
        'restore',
      ]),
    )
    .addOption(language)
    .addOption(dir)
    .addOption(pack)
    .addOption(
      new Option('--json', 'print one JSON object').conflicts(['show', 'compare', 'restore', 'undo']),
    )
    .action(
      async (id: string, options: Options & HistoryOptions) =>
        void (code = await history(context(options), id, options)),
    );
  program
    .command('update')
    .description('merge what the course changed into your files; `history --undo` takes that back')
    .addArgument(exercise)
    .option('--dry-run', 'only say what would be merged')
    .addOption(language)
    .addOption(dir)
    .addOption(pack)
    .action(
      async (id: string, options: Options & { readonly dryRun?: boolean }) =>
        void (code = await update(context(options), id, options.language, options.dryRun === true)),
    );
  program
    .command('verify')
    .description(
      "the author's proof: starters fail, references and alternatives pass, wrong solutions are rejected",
    )
    .argument('[ids...]', 'exercises (default: all)')
    .addOption(pack)
    .addOption(language)
    .option('--solution <names...>', 'only these solutions, as in `wrong/first-version` (default: all)')
    .option('--repeat <count>', 'how many runs of each solution must agree', countOf, 1)
    .option('--require-all', 'fail when a track can not be judged on this machine')
    .addOption(json)
    .action(
      async (
        ids: string[],
        options: Options & {
          readonly solution?: readonly string[];
          readonly repeat: number;
          readonly requireAll?: boolean;
        },
      ) => {
        code = await verify(context(options), { ...options, ids });
      },
    );

  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return exitCodeOf(error, terminal);
  } finally {
    for (const app of apps) await app.close();
    notices.release();
  }
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return count;
}

/** Adds one more of at most two numbers. */
function countsOf(text: string, before: readonly number[] | undefined): readonly number[] {
  const counts = [...(before ?? []), countOf(text)];
  if (counts.length > 2)
    throw new InvalidArgumentError('Two numbers are compared, or one with your files now.');
  return counts;
}

/** Every failure becomes words on standard error and exit code 2; asking for help is none. */
function exitCodeOf(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (isCodealongError(error)) terminal.complain(error.message);
  else {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.complain(`Something in codealong itself went wrong; this is not your code.\n${details}`);
  }
  return 2;
}
