import { window, type Uri } from 'vscode';
import type { Moment } from '../../../core/history/moment';
import type { TextFile } from '../../../core/text-file';
import type { Target } from '../../commands/target';
import { chooseSolution, type Chosen } from '../../course/choose-solution';
import { uriIn } from '../../course/file-uris';
import { words } from '../../words';
import { showDifferences } from '../comparing/show-differences';
import { documentUri } from '../comparing/virtual-documents';
import type { Parts } from '../parts';
import { pickMoment } from './pick-moment';
import { differing, filesAt, filesNow } from './version-files';

/** One side of a comparison: its files, and where the editor finds their texts. */
interface Side {
  readonly files: readonly TextFile[];
  readonly uri: (path: string) => Uri;
}

/** Shows how the learner's code differs from a version in its history. */
export async function compareWithNow(parts: Parts, target: Target): Promise<void> {
  const chosen = await chooseSolution(parts, target);
  const moment = await pickMoment(chosen, words.history.first, { id: target.moment });
  const now = { files: await filesNow(chosen), uri: (path: string) => uriIn(chosen.solution.folder, path) };
  const title = words.history.compareNow(chosen.exercise.manifest.title, moment);
  await show(chosen, title, await sideAt(chosen, moment), now);
}

/** Shows how two versions differ, the older one on the left. */
export async function compareVersions(parts: Parts, target: Target): Promise<void> {
  const chosen = await chooseSolution(parts, target);
  const first = await pickMoment(chosen, words.history.first, { id: target.moment });
  const second = await pickMoment(chosen, words.history.second, { except: first });
  const [older, newer] = first.at <= second.at ? [first, second] : [second, first];
  const title = words.history.compareBoth(chosen.exercise.manifest.title, older, newer);
  await show(chosen, title, await sideAt(chosen, older), await sideAt(chosen, newer));
}

async function sideAt(chosen: Chosen, moment: Moment): Promise<Side> {
  const files = await filesAt(chosen, moment);
  return { files, uri: (path) => documentUri.moment(chosen.solution, moment.id, path) };
}

async function show({ solution }: Chosen, title: string, left: Side, right: Side): Promise<void> {
  const paths = differing(left.files, right.files);
  if (paths.length === 0) {
    void window.showInformationMessage(words.history.same);
    return;
  }
  const uriOn = ({ files, uri }: Side, path: string): Uri | undefined =>
    files.some((file) => file.path === path) ? uri(path) : undefined;
  const pairs = paths.map((path) => {
    const [before, after] = [uriOn(left, path), uriOn(right, path)];
    return {
      at: uriIn(solution.folder, path),
      ...(before && { left: before }),
      ...(after && { right: after }),
    };
  });
  await showDifferences(title, pairs);
}
