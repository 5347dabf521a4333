import assert from 'node:assert/strict';
import { memoryFolder } from '../../core/memory-folder';
import { languageProblem, moduleProblem } from './go-module-problem';

const course = (files: Record<string, string>) =>
  memoryFolder(
    'the course',
    Object.entries(files).map(([path, text]) => ({ path, text })),
  );
const root = { 'go.mod': 'module go-coffee\n\ngo 1.25\n' };

describe('a module in which a Go test is to run', () => {
  const problem = (files: Record<string, string>) => moduleProblem(course(files), 'pkg/sum');

  it('is fine with a go.mod at its root, whatever lies beside the package', async () => {
    assert.equal(await problem({ ...root, 'pkg/other/go.mod': 'module other\n' }), undefined);
  });

  it('is none without a go.mod', async () => {
    const told = await problem({ 'pkg/go.mod': 'module other\n' });
    assert.match(
      told ?? '',
      /^There is no go\.mod in the course, so Go knows no module there\. Start the exercise/,
    );
  });

  for (const place of ['pkg', 'pkg/sum']) {
    it(`is another one when ${place} has a go.mod of its own`, async () => {
      assert.equal(
        await problem({ ...root, [`${place}/go.mod`]: 'module other\n' }),
        `${place}/go.mod makes ${place} a module of its own, so its tests are not part of the module go-coffee. Remove ${place}/go.mod and run it again.`,
      );
    });
  }
});

describe('the version of Go in a module in which a test failed', () => {
  const problem = (text: string) => languageProblem(course({ 'go.mod': text }));

  it('is not a problem from that of the test on', async () => {
    for (const version of ['1.25', '1.25.3', '1.26'])
      assert.equal(await problem(`module m\n\ngo ${version}\n`), undefined);
  });

  for (const [text, says] of [
    ['module m\n\ngo 1.21\n', 'says "go 1.21"'],
    ['module m\n', 'names no version of Go'],
  ] as const) {
    it(`is told when it ${says}`, async () =>
      assert.equal(
        await problem(text),
        `go.mod ${says}, and this test is written in Go 1.25. Make that line "go 1.25" and run it again.`,
      ));
  }
});
