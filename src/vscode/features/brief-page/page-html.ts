import type { PageContent } from '../../../page/content';
import type { CommandId } from '../../commands/command-ids';

/** What the page loads, and from where only. */
export interface PageFiles {
  readonly source: string;
  readonly styles: readonly string[];
  readonly script: string;
}

/** The whole page. Only its own script runs in it: a brief of another pack may hold any HTML. */
export function pageHtml(
  title: string,
  { header, body, target }: PageContent,
  { source, styles, script }: PageFiles,
): string {
  const policy = `default-src 'none'; img-src ${source} https: data:; style-src ${source}; script-src ${source}; font-src ${source}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title>
${styles.map((href) => `<link rel="stylesheet" href="${escaped(href)}">`).join('\n')}
</head>
<body data-exercise="${escaped(target.exercise)}" data-language="${escaped(target.language)}">
<header id="header">${header}</header>
<main id="brief">${body}</main>
<script src="${escaped(script)}"></script>
</body>
</html>`;
}

/** A link that runs a command of ours. */
export function commandLink(text: string, command: CommandId, argument: unknown): string {
  return `<a href="${escaped(commandHref(command, argument))}">${escaped(text)}</a>`;
}

export function commandHref(command: CommandId, argument: unknown): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}

/** Text as HTML that says just that, also inside an attribute. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Rendered HTML with its links and pictures leading elsewhere. `map` leaves one as it is by returning it. */
export function relinked(html: string, map: (target: string, kind: 'link' | 'picture') => string): string {
  return html.replace(
    /<(a|img) [^>]*?(?<= )(?:href|src)="([^"]*)"/g,
    (tag, name: string, target: string) =>
      tag.slice(0, tag.length - target.length - 1) +
      escaped(map(unescaped(target), name === 'a' ? 'link' : 'picture')) +
      '"',
  );
}

/** What may be wider than the page, code and diagrams, can be scrolled by keys. */
export function reachable(html: string): string {
  return html.replace(/<(pre|p(?=[^>]*><img ))(?=[ >])/g, '<$1 tabindex="0"');
}

function unescaped(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&gt;/g, '>')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&');
}
