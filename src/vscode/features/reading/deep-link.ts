import { window, type Disposable, type Uri } from 'vscode';
import { CodealongError } from '../../../core/errors';
import type { Target } from '../../commands/target';
import { buttonFor, say } from '../../ui/message';
import { words } from '../../words';
import type { Parts } from '../parts';
import { openBrief } from './open-brief';

/** Answers links of the form `vscode://…/exercise/<id>`: opens the brief and offers to start. */
export function deepLinks(parts: Parts): Disposable {
  const { course, log, tellError } = parts;

  async function follow({ path }: Uri): Promise<void> {
    const [, id] = /^\/exercise\/([^/]+)\/?$/.exec(path) ?? [];
    if (id === undefined) throw new CodealongError('unknown-exercise', words.refusals.unknownLink(path));
    const target: Target = { exercise: id };
    const { manifest } = await course.exercise(id);
    await openBrief(parts, target);
    const start = buttonFor(words.buttons.start, 'codealong.start', target);
    say(log, { text: words.linkOpened(manifest.title), buttons: [start] });
  }
  return window.registerUriHandler({
    handleUri: (uri) => follow(uri).catch((error: unknown) => tellError(error)),
  });
}
