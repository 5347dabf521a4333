import type { Manifest } from '../catalog/manifest';
import { drawInputs, isDrawn, printed } from '../numbers/draw';
import type { Sheet } from '../numbers/question';
import { inUnit } from '../numbers/in-unit';

/** Begins a line that tells a drawn input. Such lines are ours, and are written again with each seed. */
const givenMark = '# given: ';

/** The answer sheet as a learner gets it: a line for each question, in order, with nothing behind the colon but the unit. */
export function emptySheet({ title }: Pick<Manifest, 'title'>, sheet: Sheet): string {
  const head = [
    `# ${title}: your answers`,
    '#',
    '# Behind a colon goes a number (166.7 or 14.4M), a number with its unit (1.2 GB, 350 ms),',
    '# or arithmetic (200e6 * 2 / 86400). The given numbers are in the brief.',
  ];
  const seed = isDrawn(sheet)
    ? ['', '# 0 is for the numbers of the brief. Any other whole number draws new ones.', 'seed: 0']
    : [];
  const questions = sheet.questions.map(({ id, ask, unit }) =>
    ['', ...commented(ask), `${id}:${unit === '' ? '' : ` # ${unit}`}`].join('\n'),
  );
  return [...head, ...seed, ...questions, ''].join('\n');
}

/** A sheet with another seed, and the inputs that it draws beside it. All else stays as it was written. */
export function withSeed(text: string, { inputs }: Sheet, seed: number): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/).filter((line) => !line.startsWith(givenMark));
  const drawn = drawInputs(inputs, seed);
  const given = inputs.map(
    ({ id, title, unit, value }) => `${givenMark}${title}: ${inUnit(drawn.get(id) ?? value, unit)}`,
  );
  const said = [`seed: ${seed}`, ...(seed === printed ? [] : given)];
  const at = lines.findIndex((line) => /^seed[ \t]*:/.test(line));
  if (at >= 0) lines.splice(at, 1, ...said);
  else lines.unshift(...said, '');
  return lines.join(end);
}

/** Text as comments of at most 100 characters, where its words allow it. */
function commented(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const longer = `${lines.at(-1) ?? '#'} ${word}`;
    if (lines.length > 0 && longer.length <= 100) lines[lines.length - 1] = longer;
    else lines.push(`# ${word}`);
  }
  return lines;
}
