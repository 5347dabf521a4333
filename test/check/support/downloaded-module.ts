import { createHash, type Hash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const sha256 = (text: string): Hash => createHash('sha256').update(text);
const sumOf = (text: string): string => `h1:${sha256(text).digest('base64')}`;

/**
 * Puts the module `example.org/dep` into a module cache, as if Go had downloaded it there. Gives the files of a module that
 * requires it.
 */
export async function downloadedModule(cache: string): Promise<Record<'go.mod' | 'go.sum', string>> {
  const goMod = 'module example.org/dep\n\ngo 1.25\n';
  const zipSum = sumOf('the archive, which is not there any more');
  const files: Record<string, string> = {
    'cache/download/example.org/dep/@v/v1.0.0.mod': goMod,
    'cache/download/example.org/dep/@v/v1.0.0.info': '{"Version":"v1.0.0"}',
    'cache/download/example.org/dep/@v/v1.0.0.ziphash': zipSum,
    'example.org/dep@v1.0.0/go.mod': goMod,
    'example.org/dep@v1.0.0/dep.go': 'package dep\n\nconst One = 1\n',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(cache, path)), { recursive: true });
    await writeFile(join(cache, path), text);
  }
  const modSum = sumOf(`${sha256(goMod).digest('hex')}  go.mod\n`);
  return {
    'go.mod': 'module example.org/coffee\n\ngo 1.25\n\nrequire example.org/dep v1.0.0\n',
    'go.sum': `example.org/dep v1.0.0 ${zipSum}\nexample.org/dep v1.0.0/go.mod ${modSum}\n`,
  };
}
