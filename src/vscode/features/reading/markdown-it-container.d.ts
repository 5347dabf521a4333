/** What we use of a package that ships no types for this release of markdown-it. */
declare module 'markdown-it-container' {
  import type { MarkdownIt, RendererRule } from 'markdown-it';

  export default function container(
    renderer: MarkdownIt,
    name: string,
    options: { readonly render: RendererRule },
  ): void;
}
