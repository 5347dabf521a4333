import type { MarkdownIt } from 'markdown-it';
import container from 'markdown-it-container';
import { codeLanguages, type Language } from '../../../core/catalog/manifest';

/** What the editor's own Markdown preview learns from us. */
export interface BriefRenderer {
  /** Teaches it the parts of a brief: what stands between `:::go` and `:::`. */
  extendMarkdownIt(renderer: MarkdownIt): MarkdownIt;
}

/** A brief file that is looked at as any Markdown file shows the parts for the language that is likely. */
export function briefRenderer(likely: () => Language): BriefRenderer {
  return {
    extendMarkdownIt: (renderer) => {
      for (const language of codeLanguages)
        renderer.use(container, language, {
          render: (tokens, index) => {
            if (tokens[index]?.nesting !== 1) return '</div>\n';
            return likely() === language ? '<div>\n' : '<div hidden>\n';
          },
        });
      return renderer;
    },
  };
}
