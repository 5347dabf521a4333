import type { MarkdownIt } from 'markdown-it';
import container from 'markdown-it-container';
import { codeLanguages, type Language } from '../../../core/catalog/manifest';
import { words } from '../../words';

/** What the editor's own Markdown preview learns from us. */
export interface BriefRenderer {
  /**
   * Teaches it the parts of a brief, which stand between `:::go` and `:::`, to tell pictures of the course by a class, and to say
   * above a brief where its page is.
   */
  extendMarkdownIt(renderer: MarkdownIt): MarkdownIt;
}

/** The class of pictures of the course: media/guides.css says how large they are. */
const pictureClass = 'codealong-picture';

/**
 * A brief file that is looked at as any Markdown file shows the parts for the language that is likely. `isOurs` tells the files of
 * the course, by their paths.
 */
export function briefRenderer(likely: () => Language, isOurs: (path: string) => boolean): BriefRenderer {
  return {
    extendMarkdownIt: (renderer) => {
      for (const language of codeLanguages)
        renderer.use(container, language, {
          render: (tokens, index) => {
            if (tokens[index]?.nesting !== 1) return '</div>\n';
            return likely() === language ? '<div>\n' : '<div hidden>\n';
          },
        });
      const { rules } = renderer.renderer;
      const before = rules.image;
      rules.image = (tokens, index, options, env, self) => {
        const path = pathOf(env);
        if (path !== undefined && isOurs(path)) tokens[index]?.attrJoin('class', pictureClass);
        return before ? before(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
      };
      const whole = renderer.renderer.render.bind(renderer.renderer);
      renderer.renderer.render = (tokens, options, env) => {
        const path = pathOf(env);
        const isBrief = path !== undefined && isOurs(path) && path.endsWith('/brief.md');
        return (
          (isBrief ? `<blockquote><p>${words.brief.plain}</p></blockquote>\n` : '') +
          whole(tokens, options, env)
        );
      };
      return renderer;
    },
  };
}

/** The path of the file that is shown, as the editor's preview tells it. */
function pathOf(env: unknown): string | undefined {
  const document: unknown = Reflect.get(Object(env), 'currentDocument');
  const path: unknown = Reflect.get(Object(document), 'path');
  return typeof path === 'string' ? path : undefined;
}
