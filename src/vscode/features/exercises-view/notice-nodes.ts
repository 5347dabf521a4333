import { workspace } from 'vscode';
import { isCodealongError } from '../../../core/errors';
import { noProgress, type Progress } from '../../../core/progress/progress';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { words } from '../../words';
import type { NoticeNode } from './nodes';

/** A line that tells of a failure; the log has the rest. */
export function failureNotice(title: string, error: unknown): NoticeNode {
  const detail = isCodealongError(error) ? error.message : words.ourFault;
  return { kind: 'notice', icon: 'error', title, detail, command: 'codealong.showLog' };
}

/** The learner's progress. What stands in its way is told in a line; the course is shown all the same. */
export async function progressOrNotice(course: Course, log: Log): Promise<[Progress, ...NoticeNode[]]> {
  const several = (workspace.workspaceFolders?.length ?? 0) > 1;
  if (several && !course.folders.current()) {
    const { title, detail } = words.tree.folderNotChosen;
    return [
      noProgress,
      { kind: 'notice', icon: 'question', title, detail, command: 'codealong.chooseFolder' },
    ];
  }
  try {
    return [await course.progress()];
  } catch (error) {
    log.failure('read the progress', error);
    return [noProgress, failureNotice(words.tree.progressUnreadable, error)];
  }
}
