/** The contents in the output of `git cat-file --batch`, in the order asked for. Throws when one of them is not there. */
export function contentsIn(output: string): readonly string[] {
  const bytes = Buffer.from(output);
  const contents: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const endOfHead = bytes.indexOf('\n', at);
    const head = bytes.toString('utf8', at, endOfHead);
    const [, size] = / blob (\d+)$/.exec(head) ?? [];
    if (size === undefined) throw new Error(`git does not have what the history names: ${head}`);
    const begin = endOfHead + 1;
    const end = begin + Number(size);
    contents.push(bytes.toString('utf8', begin, end));
    at = end + 1;
  }
  return contents;
}
