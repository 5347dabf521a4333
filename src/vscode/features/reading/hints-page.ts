import { posix } from 'node:path';
import { Uri, workspace, type ExtensionContext } from 'vscode';
import type { Folder } from '../../../core/ports';
import type { Course } from '../../course/course';
import { Refusal } from '../../ui/refusal';
import { words } from '../../words';

/** Writes the hints shown so far into a page of the editor's own storage, so that they can be read like a guide. */
export type WriteHintsPage = (folder: Folder, exercise: string) => Promise<Uri>;

export function hintsPages({ storageUri }: ExtensionContext, course: Course): WriteHintsPage {
  return async (folder, id) => {
    if (!storageUri) throw new Refusal('no-folder', words.refusals.noFolder);
    const app = await course.app();
    const { manifest, path } = await app.exercise(id);
    const shown = await app.shownHints(folder, id);
    const text = words.hints.text(manifest.title, shown[0]?.total ?? 0, shown);
    const pages = Uri.joinPath(storageUri, 'hints');
    const page = Uri.joinPath(pages, words.hints.fileName(id));
    const wayToPack = posix.relative(pages.path, course.packUri(path).path);
    await workspace.fs.writeFile(page, new TextEncoder().encode(withLinksFrom(wayToPack, text)));
    return page;
  };
}

/** Markdown that was written in the folder `base`, with relative links that hold outside it. */
function withLinksFrom(base: string, markdown: string): string {
  return markdown.replace(/\]\((?![a-z]+:|[#/])([^()\s]+)\)/g, (_link, target: string) => {
    const [path = '', ...fragment] = target.split('#');
    return `](${[encodeURI(posix.join(base, path)), ...fragment].join('#')})`;
  });
}
