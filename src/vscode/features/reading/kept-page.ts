import { posix } from 'node:path';
import { Uri, workspace } from 'vscode';
import { Refusal } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';

/**
 * Writes Markdown of the exercise at `path` in the pack into the editor's own storage, so that it can be read like a guide. Its
 * relative links hold there as well.
 */
export async function writePage(
  { context, course }: Pick<Parts, 'context' | 'course'>,
  folder: 'hints' | 'causes',
  name: string,
  text: string,
  path: string,
): Promise<Uri> {
  const { storageUri } = context;
  if (!storageUri) throw new Refusal('no-folder', words.refusals.noFolder);
  const pages = Uri.joinPath(storageUri, folder);
  const page = Uri.joinPath(pages, name);
  const wayToPack = posix.relative(pages.path, course.packUri(path).path);
  await workspace.fs.writeFile(page, new TextEncoder().encode(withLinksFrom(wayToPack, text)));
  return page;
}

/** Markdown that was written in the folder `base`, with relative links that hold outside it. */
function withLinksFrom(base: string, markdown: string): string {
  return markdown.replace(/\]\((?![a-z]+:|[#/])([^()\s]+)\)/g, (_link, target: string) => {
    const [path = '', ...fragment] = target.split('#');
    return `](${[encodeURI(posix.join(base, path)), ...fragment].join('#')})`;
  });
}
