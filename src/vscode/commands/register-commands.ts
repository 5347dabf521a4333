import { commands, Uri, type Disposable } from 'vscode';
import { commandIds, type CommandId } from './command-ids';
import { targetOf, type Target } from './target';

/** What a command does. What it returns is of use to tests and other extensions only. */
export type Handler = (argument: unknown) => Promise<unknown>;

/** Tells the learner about an error; `target` is what the command was about, when that is known. */
export type TellError = (error: unknown, target?: Target) => void;

/** Registers every command of the extension. ESLint lets no other file do it. */
export function registerCommands(
  handlers: Readonly<Record<CommandId, Handler>>,
  tellError: TellError,
): Disposable[] {
  return commandIds.map((id) =>
    commands.registerCommand(id, async (argument: unknown) => {
      try {
        return await handlers[id](argument);
      } catch (error) {
        tellError(error);
        return undefined;
      }
    }),
  );
}

/** Where the target of a command comes from when its argument names none. */
export interface TargetSource {
  /** The exercise of this file, or undefined. */
  ofFile(uri: Uri): Promise<Target | undefined>;
  /** Where it comes from then: the active editor, or the learner's choice. */
  otherwise(): Promise<Target>;
}

/** Makes handlers for commands that are about one exercise. */
export function forExercises(source: TargetSource, tellError: TellError) {
  return (act: (target: Target) => Promise<unknown>): Handler =>
    async (argument) => {
      const named = argument instanceof Uri ? await source.ofFile(argument) : targetOf(argument);
      const target = named ?? (await source.otherwise());
      try {
        return await act(target);
      } catch (error) {
        tellError(error, target);
        return undefined;
      }
    };
}
