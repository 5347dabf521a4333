import assert from 'node:assert/strict';
import { memoryFolder } from '../../core/memory-folder';
import { projectsIn, type Project } from './project';

/** The project of `pkg/sum/sum.ts` in a folder with these files. */
function projectWith(files: Record<string, object | string>): Promise<Project> {
  const texts = Object.entries(files).map(([path, content]) => ({
    path,
    text: typeof content === 'string' ? content : JSON.stringify(content),
  }));
  return projectsIn(memoryFolder('the course', texts))('pkg/sum/sum.ts');
}

const withOptions = (compilerOptions: object, more: object = {}) => ({ compilerOptions, ...more });

describe('the project of a file', () => {
  it('says nothing where there is none', async () => {
    assert.deepEqual(await projectWith({}), { options: {}, aliases: [], notes: [] });
  });

  const fields: readonly (readonly [what: string, compilerOptions: object, defines: boolean])[] = [
    ['ES2022', { target: 'ES2022' }, true],
    ['ES2021', { target: 'ES2021' }, false],
    ['es6', { target: 'es6' }, false],
    ['ESNext', { target: 'esnext' }, true],
    ['no target', {}, false],
    ['ES2022, told otherwise', { target: 'ES2022', useDefineForClassFields: false }, false],
    ['ES2020, told otherwise', { target: 'ES2020', useDefineForClassFields: true }, true],
  ];
  for (const [what, compilerOptions, defines] of fields) {
    it(`initialises class fields as its target does: ${what}`, async () => {
      const { options } = await projectWith({ 'tsconfig.json': withOptions(compilerOptions) });
      assert.deepEqual(options, { useDefineForClassFields: defines });
    });
  }

  it('takes over what else changes the meaning of a file, and nothing more', async () => {
    const { options } = await projectWith({
      'tsconfig.json': withOptions({
        target: 'ES2022',
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        esModuleInterop: false,
        importHelpers: true,
        module: 'System',
      }),
    });
    assert.deepEqual(options, {
      useDefineForClassFields: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      esModuleInterop: false,
    });
  });

  it('is read with comments, trailing commas and a byte order mark', async () => {
    const text =
      '\uFEFF{ // mine\n "compilerOptions": { "target": "ES2022", /* old */ "experimentalDecorators": true, }, }';
    assert.equal((await projectWith({ 'tsconfig.json': text })).options.experimentalDecorators, true);
  });

  it('is the nearest one above the file', async () => {
    const { options } = await projectWith({
      'tsconfig.json': withOptions({ target: 'ES2022' }),
      'pkg/tsconfig.json': withOptions({ target: 'ES2021' }),
    });
    assert.equal(options.useDefineForClassFields, false);
  });

  it('holds what it extends, unless it says otherwise', async () => {
    const { options, aliases } = await projectWith({
      'tsconfig.json': withOptions({ target: 'ES2022' }, { extends: ['./base', './config/more.json'] }),
      'base.json': withOptions({ target: 'ES2015', experimentalDecorators: true }),
      'config/more.json': withOptions({ paths: { '@/*': ['../pkg/*'] } }),
    });
    assert.deepEqual(options, { useDefineForClassFields: true, experimentalDecorators: true });
    assert.deepEqual(aliases, [['@/*', ['pkg/*']]]);
  });

  it('ends where two extend each other', async () => {
    const { options } = await projectWith({
      'tsconfig.json': withOptions({ target: 'ES2022' }, { extends: './base.json' }),
      'base.json': withOptions({ experimentalDecorators: true }, { extends: './tsconfig.json' }),
    });
    assert.equal(options.experimentalDecorators, true);
  });

  it('names what it extends that is not there to be read', async () => {
    const { notes } = await projectWith({
      'tsconfig.json': withOptions({}, { extends: '@tsconfig/node20/tsconfig.json' }),
    });
    assert.equal(notes.length, 1);
    assert.match(
      notes[0] ?? '',
      /^tsconfig\.json extends "@tsconfig\/node20\/tsconfig\.json", which is not in/,
    );
  });

  it('has its aliases from where it says, and bare names from its base', async () => {
    const { aliases } = await projectWith({
      'tsconfig.json': withOptions({ baseUrl: './pkg', paths: { '@sum': ['sum/sum', 'other'] } }),
    });
    assert.deepEqual(aliases, [
      ['@sum', ['pkg/sum/sum', 'pkg/other']],
      ['*', ['pkg/*']],
    ]);
  });
});
