/** The pieces that pictures of the guides are made of, in one style. Lengths are pixels. */

export interface Picture {
  readonly title: string;
  /** What happens in it, for those who can't see it. */
  readonly story: string;
  readonly height: number;
  readonly parts: readonly string[];
}

const width = 760;

const style = `    text { font-family: system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; font-size: 13px; fill: #2b2118; }
    .title { font-size: 15px; font-weight: 600; }
    .strong { font-weight: 600; }
    .small { font-size: 11.5px; fill: #5b4d40; }
    .mid { text-anchor: middle; }
    .end { text-anchor: end; }
    .box { fill: #ffffff; stroke: #6b5b4b; stroke-width: 1.5; }
    .good { fill: #e6f2e8; stroke: #1b6e3c; stroke-width: 1.5; }
    .bad { fill: #fbe4e1; stroke: #b3261e; stroke-width: 1.5; }
    .wait { fill: #fdf0d2; stroke: #8a5a00; stroke-width: 1.5; }
    .line { fill: none; stroke: #6b5b4b; stroke-width: 1.5; }
    .dashed { fill: none; stroke: #6b5b4b; stroke-width: 1.5; stroke-dasharray: 4 5; }
    .goodline { fill: none; stroke: #1b6e3c; stroke-width: 2; }
    .badline { fill: none; stroke: #b3261e; stroke-width: 2; }
    .goodtext { fill: #14532d; }
    .badtext { fill: #8c1d18; }
    .clear { paint-order: stroke; stroke: #fbf7f0; stroke-width: 5; stroke-linejoin: round; }`;

const arrowHead = (id: string, colour: string): string =>
  `    <marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6" orient="auto"><path fill="${colour}" d="M0 0 10 5 0 10z" /></marker>`;

/** The whole file. */
export function svgOf({ title, story, height, parts }: Picture): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `  <title id="title">${escaped(title)}</title>`,
    `  <desc id="desc">${escaped(story)}</desc>`,
    `  <style>\n${style}\n  </style>`,
    '  <defs>',
    arrowHead('arrow', '#6b5b4b'),
    arrowHead('good-arrow', '#1b6e3c'),
    arrowHead('bad-arrow', '#b3261e'),
    '  </defs>',
    `  <rect x="1" y="1" width="${width - 2}" height="${height - 2}" rx="14" fill="#fbf7f0" stroke="#d9cdbb" stroke-width="1.5" />`,
    ...[text(24, 34, title, 'title'), ...parts].map((part) => `  ${part}`),
    '</svg>\n',
  ].join('\n');
}

/** Words; `look` names classes such as `small`, `strong`, `mid`, `end`. */
export function text(x: number, y: number, words: string, look = ''): string {
  return `<text${look === '' ? '' : ` class="${look}"`} x="${px(x)}" y="${px(y)}">${escaped(words)}</text>`;
}

/** A box; `look` is `box`, `good`, `bad` or `wait`. */
export function box(
  look: string,
  [x, y, w, h]: readonly [number, number, number, number],
  radius = 0,
): string {
  const round = radius === 0 ? '' : ` rx="${radius}"`;
  return `<rect class="${look}" x="${px(x)}" y="${px(y)}" width="${px(w)}" height="${px(h)}"${round} />`;
}

export function dot(look: string, x: number, y: number, radius: number): string {
  return `<circle class="${look}" cx="${px(x)}" cy="${px(y)}" r="${radius}" />`;
}

/** A line along an SVG path; `look` is `line`, `dashed`, `goodline` or `badline`. */
export function path(look: string, d: string): string {
  return `<path class="${look}" d="${d}" />`;
}

/** The same with an arrow head at its end. */
export function arrow(look: 'line' | 'goodline' | 'badline', d: string): string {
  const head = { line: 'arrow', goodline: 'good-arrow', badline: 'bad-arrow' }[look];
  return `<path class="${look}" d="${d}" marker-end="url(#${head})" />`;
}

/** A number as the texts print it. */
export function printed(value: number, decimals = 1): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: decimals }).format(value);
}

function px(value: number): number {
  return Number(value.toFixed(1));
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
