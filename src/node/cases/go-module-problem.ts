import type { Folder } from '../../core/ports';
import { languageOf, moduleOf } from '../../core/scaffold/go-module';
import { isLater, leastLanguage } from '../go/language';

/** Why Go can't run a test of the course in this package of a learner's module, in one sentence and with the way out. */
export async function moduleProblem(course: Folder, folder: string): Promise<string | undefined> {
  if ((await course.kind('go.mod')) === 'missing')
    return `There is no go.mod in ${course.location}, so Go knows no module there. Start the exercise again to get it; your other files stay as they are.`;
  const nested = await nestedModule(course, folder);
  if (nested !== undefined)
    return `${nested}/go.mod makes ${nested} a module of its own, so its tests are not part of the module ${await moduleOf(course)}. Remove ${nested}/go.mod and run it again.`;
  return undefined;
}

/** What is to be said of a test that did not pass in a module of an older Go than it is written in: it may be right there. */
export async function languageProblem(course: Folder): Promise<string | undefined> {
  const language = await languageOf(course);
  if (language !== undefined && !isLater(leastLanguage, language)) return undefined;
  const asks = language === undefined ? 'names no version of Go' : `says "go ${language}"`;
  return `go.mod ${asks}, and this test is written in Go ${leastLanguage}. Make that line "go ${leastLanguage}" and run it again.`;
}

/** The first folder on the way to a package that is a module of its own. */
async function nestedModule(course: Folder, folder: string): Promise<string | undefined> {
  const steps = folder.split('/');
  for (let count = 1; count <= steps.length; count++) {
    const place = steps.slice(0, count).join('/');
    if ((await course.kind(`${place}/go.mod`)) === 'file') return place;
  }
  return undefined;
}
