import type { Uri } from 'vscode';
import type { Folder } from '../../../core/ports';
import { words } from '../../words';
import type { Parts } from '../parts';
import { writePage } from './kept-page';

/** Writes the hints shown so far into a page. */
export async function writeHintsPage(parts: Parts, folder: Folder, id: string): Promise<Uri> {
  const { course } = parts;
  const { manifest, path } = await course.exercise(id);
  const shown = await (await course.app()).shownHints(folder, id);
  const text = words.hints.text(manifest.title, shown[0]?.total ?? 0, shown);
  return writePage(parts, 'hints', words.hints.fileName(id), text, path);
}
