import { posix } from 'node:path';
import type { MarkdownIt } from 'markdown-it';
import container from 'markdown-it-container';
import { commands, type Uri } from 'vscode';
import { codeLanguages, type Language } from '../../../core/catalog/manifest';

/** Which language's parts of a brief the editor's Markdown preview shows. */
export interface BriefLanguage {
  /** Shows the brief in this folder for this language from now on, also where it is open already. */
  choose(folder: Uri, language: Language): Promise<void>;
  /** Teaches the editor's Markdown renderer the parts of a brief: what stands between `:::go` and `:::`. */
  extendMarkdownIt(renderer: MarkdownIt): MarkdownIt;
}

/** `preferred` gives the language for a brief that was opened by a link before anybody chose one. */
export function briefLanguage(preferred: () => Language): BriefLanguage {
  const chosen = new Map<string, Language>();
  const languageOf = (document: Uri): Language => chosen.get(posix.dirname(document.path)) ?? preferred();

  return {
    choose: async ({ path }, language) => {
      const isOther = chosen.get(path) !== language;
      chosen.set(path, language);
      if (isOther) await commands.executeCommand('markdown.preview.refresh');
    },
    extendMarkdownIt: (renderer) => {
      for (const language of codeLanguages)
        renderer.use(container, language, {
          render: (tokens, index, _options, environment) => {
            if (tokens[index]?.nesting !== 1) return '</div>\n';
            // The editor tells here which document it renders.
            const document = environment?.['currentDocument'] as Uri | undefined;
            return document && languageOf(document) !== language ? '<div hidden>\n' : '<div>\n';
          },
        });
      return renderer;
    },
  };
}
