import assert from 'node:assert/strict';
import { memoryFolder } from '../../core/memory-folder';
import { buildCases } from './build-cases';

describe('the cases of a learner, built', () => {
  it('lead to what their aliases name, to data and to files of types', async () => {
    const texts: Record<string, string> = {
      'tsconfig.json': '{ "compilerOptions": { "target": "ES2022", "paths": { "@/*": ["./pkg/*"] } } }',
      'my-checks/adder/adds.ts': `import { sum } from '@/sum/sum';\nsum();`,
      'pkg/sum/sum.ts': `import { zero } from './data.json';\nimport { None } from './types';\nexport { None };\nexport const sum = () => zero;`,
      'pkg/sum/data.json': '{ "zero": 0 }',
      'pkg/sum/types.d.ts': 'export type None = undefined;',
    };
    const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
    const folder = memoryFolder('the course', files);
    const built = await buildCases(folder, ['my-checks/adder/adds.ts']);
    assert.deepEqual(built, { programs: ['.codealong/debug/my-checks/adder/adds.js'] });
    const textOf = (path: string) => folder.read(`.codealong/debug/${path}`);
    assert.match(await textOf('my-checks/adder/adds.js'), /require\("\.\.\/\.\.\/pkg\/sum\/sum\.js"\)/);
    assert.equal(await textOf('pkg/sum/data.json'), '{ "zero": 0 }');
    assert.match(await textOf('pkg/sum/types.js'), /is only declared, in pkg\/sum\/types\.d\.ts/);
  });
});
