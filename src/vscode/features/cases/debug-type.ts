import { debug, extensions, type DebugConfiguration, type Disposable } from 'vscode';
import { targetOf, type Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { saveExerciseFiles } from '../../course/save-files';
import { requireTrust } from '../../course/trust';
import { buttonFor, say, type Message } from '../../ui/message';
import { words } from '../../words';
import type { Parts } from '../parts';
import { debuggerFor } from './debugger-for';

const goExtension = 'golang.go';

/** Answers for the debug type `codealong`: makes the check the learner's, builds it, and names the debugger that runs it. */
export function debugType(parts: Parts): Disposable {
  const { course, log, tellError } = parts;

  async function resolve(target: Target, asked: DebugConfiguration): Promise<DebugConfiguration | undefined> {
    requireTrust();
    const { app, attempt, solution } = await chooseSolution(parts, target);
    if (solution.language === 'go' && !extensions.getExtension(goExtension)) {
      say(log, withoutGoExtension({ ...target, language: 'go' }));
      return undefined;
    }
    await saveExerciseFiles(course, solution);
    const built = await app.buildMine(attempt, target.check ?? '');
    return debuggerFor(built, solution.folder.uri.fsPath, asked);
  }

  return debug.registerDebugConfigurationProvider('codealong', {
    resolveDebugConfiguration: async (_folder, asked) => {
      const target = targetOf(asked);
      // Without an exercise and a check there is nothing to start: launch.json opens, where what is missing is underlined.
      if (target?.check === undefined) return null;
      try {
        return await resolve(target, asked);
      } catch (error) {
        tellError(error, target);
        return undefined;
      }
    },
  });
}

function withoutGoExtension(target: Target): Message {
  const { buttons, cases } = words;
  return {
    severity: 'warning',
    text: cases.needsGoExtension,
    buttons: [
      buttonFor(buttons.runInTerminal, 'codealong.runMine', target),
      { title: buttons.findGoExtension, command: 'workbench.extensions.search', arguments: [goExtension] },
    ],
  };
}
