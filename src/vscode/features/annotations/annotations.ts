import {
  Disposable,
  EventEmitter,
  languages,
  window,
  workspace,
  type CodeLens,
  type DocumentSelector,
  type TextDocument,
} from 'vscode';
import { setting } from '../../ui/settings';
import type { Parts } from '../parts';
import { codeLenses } from './code-lens';
import { markFinder } from './document-marks';
import { gutterMarks } from './gutter';
import { hoverAt } from './hover';

const code: DocumentSelector = [
  { scheme: 'file', language: 'typescript' },
  { scheme: 'file', language: 'go' },
  { scheme: 'file', language: 'yaml' },
  { scheme: 'file', language: 'markdown' },
  { scheme: 'file', language: 'sql' },
];

/**
 * Ties code to the guides: actions above it, notes on hover, marks in the gutter. In files that are neither an exercise's
 * nor part of the explained code base, nothing is shown. The editor asks for lenses and hovers again after each edit.
 */
export function annotations({ context, course, log }: Parts): Disposable {
  const marks = markFinder(course);
  const changes = new EventEmitter<void>();

  async function lenses(document: TextDocument): Promise<CodeLens[]> {
    if (!setting('lenses', document.uri)) return [];
    const sections = await (await course.app()).sections();
    return codeLenses(document, await marks.of(document), (anchor) => sections.get(anchor)?.title);
  }

  return Disposable.from(
    changes,
    course.onDidChange(() => {
      marks.forget();
      changes.fire();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('codealong.lenses')) changes.fire();
    }),
    // An editor that loses the focus at once, as when a brief opens beside it, drops its request for lenses.
    window.onDidChangeActiveTextEditor(() => changes.fire()),
    languages.registerCodeLensProvider(code, {
      onDidChangeCodeLenses: changes.event,
      provideCodeLenses: lenses,
    }),
    languages.registerHoverProvider(code, {
      provideHover: async (document, position) => hoverAt(document, position, await marks.of(document)),
    }),
    gutterMarks(context.extensionUri, marks, changes.event, log),
  );
}
