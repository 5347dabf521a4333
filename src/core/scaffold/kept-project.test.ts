import assert from 'node:assert/strict';
import { memoryFolder } from '../memory-folder';
import { whyGivenFilesAreRed } from './kept-project';

function whyWith(files: Record<string, string>): Promise<string | undefined> {
  const texts = Object.entries(files).map(([path, text]) => ({ path, text }));
  return whyGivenFilesAreRed(memoryFolder('the course', texts));
}

const esModules = '{ "type": "module" }';

describe('why given files are red', () => {
  for (const [name, value] of [
    ['module', 'NodeNext'],
    ['module', 'node16'],
    ['moduleResolution', 'NodeNext'],
  ] as const) {
    it(`is told with "${name}": "${value}" where packages are ES modules`, async () => {
      const config = `// mine\n{ "compilerOptions": { "${name}": "${value}", }, }`;
      const why = await whyWith({ 'tsconfig.json': config, 'package.json': esModules });
      assert.match(why ?? '', new RegExp(`With its "${name}": "${value}" and the "type": "module"`));
    });
  }

  const quiet: readonly (readonly [what: string, files: Record<string, string>])[] = [
    ['there is no project', {}],
    ['packages are not ES modules', { 'tsconfig.json': '{ "compilerOptions": { "module": "NodeNext" } }' }],
    [
      'modules are a bundler’s',
      {
        'tsconfig.json': '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "Bundler" } }',
        'package.json': esModules,
      },
    ],
    ['files say nothing that can be read', { 'tsconfig.json': '[', 'package.json': '"' }],
  ];
  for (const [what, files] of quiet) {
    it(`is not told where ${what}`, async () => assert.equal(await whyWith(files), undefined));
  }
});
