import { factsOf, type NewMoment } from '../../core/history/moment';

/**
 * A moment as input of `git fast-import`: one commit on a branch, with the moment's files as they are. Nothing is staged or
 * checked out, so no filter, attribute or line-end rule can touch a byte. The branch moves only when it still is at `parent`,
 * and only after the closing `done`.
 */
export function commitStream(branch: string, parent: string | undefined, moment: NewMoment): string {
  const message = `${moment.kind}\n\n${JSON.stringify(factsOf(moment))}\n`;
  return [
    'feature done\n',
    `commit ${branch}\nmark :1\n`,
    `committer Code-Along <history@codealong.invalid> ${Math.floor(moment.at / 1000)} +0000\n`,
    data(message),
    parent === undefined ? '' : `from ${parent}\n`,
    'deleteall\n',
    ...moment.files.map(({ path, text }) => `M 100644 inline ${quoted(path)}\n${data(text)}`),
    '\nget-mark :1\ndone\n',
  ].join('');
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
