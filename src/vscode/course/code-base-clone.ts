import type { WorkspaceFolder } from 'vscode';
import { moduleOf } from '../../core/scaffold/go-module';
import type { Course } from './course';

/** Whether a folder is a clone of the code base that the guides explain: its `go.mod` says so. */
export async function isCloneOfTheCodeBase(course: Course, folder: WorkspaceFolder): Promise<boolean> {
  const { places } = await course.catalog();
  if (!places) return false;
  const disk = await course.disk(folder);
  if ((await disk.kind('go.mod')) !== 'file') return false;
  return places.repository.modules.includes(await moduleOf(disk));
}
