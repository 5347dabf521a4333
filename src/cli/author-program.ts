import { InvalidArgumentError, Option, type Command } from 'commander';
import { exerciseKinds } from '../core/authoring/new-exercise';
import { sizes } from '../core/catalog/manifest';
import {
  authorNew,
  authorRebase,
  authorRecord,
  authorSheet,
  authorWrong,
  type NewOptions,
  type WrongOptions,
} from './commands/author';
import type { CommandContext, ExitCode } from './terminal';

interface PackOption {
  readonly pack?: string;
}

/** Gives an action of a command line that ends with an exit code. */
type Ends = <Given extends unknown[]>(
  run: (...given: Given) => Promise<ExitCode>,
) => (...given: Given) => Promise<void>;

/** The commands with which exercises are written: `codealong author …`. */
export function addAuthorCommands(
  program: Command,
  contextOf: (places: PackOption) => CommandContext,
  ends: Ends,
  pack: Option,
): void {
  const author = program.command('author').description('write exercises and their mistakes');

  author
    .command('new')
    .description('add an exercise that verifies at once, to be changed from there')
    .argument('<id>', 'its id, lower-case words joined by "-"')
    .addOption(new Option('--week <number>', 'its week').argParser(weekOf).makeOptionMandatory())
    .addOption(new Option('--block <block>', 'its block').choices(['a', 'b', 'c']).makeOptionMandatory())
    .addOption(new Option('--size <size>', 'how much work it is').choices([...sizes]).default('S'))
    .addOption(new Option('--kind <kind>', 'what is made').choices([...exerciseKinds]).default('code'))
    .addOption(new Option('--go', 'with a Go track as well'))
    .addOption(new Option('--guide <anchor>', 'the guide section that explains it, as in phase-1/1.2'))
    .addOption(pack)
    .action(ends((id: string, options: NewOptions) => authorNew(contextOf(options), id, options)));

  author
    .command('wrong')
    .description('open a working copy for a new mistake, or to change one that exists')
    .argument('<exercise>', 'the exercise, as `list` names it')
    .argument('<mistake>', 'its id, lower-case words joined by "-"')
    .addOption(new Option('--over <alternative>', 'lay it over this alternative instead of the reference'))
    .addOption(pack)
    .action(
      ends((exercise: string, mistake: string, options: WrongOptions) =>
        authorWrong(contextOf(options), exercise, mistake, options),
      ),
    );

  author
    .command('record')
    .description(
      'write down the mistake of a working copy as its smallest edit, with the checks that reject it',
    )
    .argument('[exercise]', 'the exercise (default: that of the only working copy)')
    .argument('[mistake]', 'the mistake (default: that of the only working copy)')
    .addOption(pack)
    .action(
      ends((exercise: string | undefined, mistake: string | undefined, options: PackOption) =>
        authorRecord(contextOf(options), exercise, mistake, options),
      ),
    );

  author
    .command('sheet')
    .description('write the empty answer sheet of an exercise again from its questions')
    .argument('<exercise>', 'the exercise, as `list` names it')
    .addOption(pack)
    .action(
      ends((exercise: string, options: PackOption) => authorSheet(contextOf(options), exercise, options)),
    );

  author
    .command('rebase')
    .description('carry the mistakes of an exercise over its changed reference')
    .argument('<exercise>', 'the exercise, as `list` names it')
    .addOption(pack)
    .action(
      ends((exercise: string, options: PackOption) => authorRebase(contextOf(options), exercise, options)),
    );
}

function weekOf(text: string): number {
  const week = Number(text);
  if (!Number.isInteger(week) || week < 1 || week > 12)
    throw new InvalidArgumentError('It must be a whole number from 1 to 12.');
  return week;
}
