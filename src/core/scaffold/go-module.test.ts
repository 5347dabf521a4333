import assert from 'node:assert/strict';
import { memoryFolder } from '../memory-folder';
import { inModule, languageOf, moduleOf } from './go-module';

const moduleIn = (text: string): Promise<string> =>
  moduleOf(memoryFolder('course', [{ path: 'go.mod', text }]));

describe("the module of a learner's folder", () => {
  const files: readonly (readonly [text: string, module: string])[] = [
    ['module example.org/coffee\n\ngo 1.25\n', 'example.org/coffee'],
    ['\uFEFFmodule example.org/coffee\r\n\r\ngo 1.25\r\n', 'example.org/coffee'],
    ['// a comment\n\nmodule "example.org/coffee" // why\n', 'example.org/coffee'],
    ['module (\n\texample.org/coffee\n)\n', 'example.org/coffee'],
    ['module `example.org/coffee`\n', 'example.org/coffee'],
    ['// module example.org/old\nmodule example.org/new\n', 'example.org/new'],
    ['go 1.25\n', 'go-coffee'],
  ];
  for (const [text, module] of files) {
    it(`is ${module} by ${JSON.stringify(text)}`, async () => assert.equal(await moduleIn(text), module));
  }

  it("is the pack's own where there is no go.mod", async () => {
    assert.equal(await moduleOf(memoryFolder('course', [])), 'go-coffee');
  });
});

describe('the version of Go in a go.mod', () => {
  for (const [text, language] of [
    ['module m\n\ngo 1.26\n', '1.26'],
    ['module m\r\ngo\t1.26.3 // the latest\r\n\r\ntoolchain go1.27.0\r\n', '1.26'],
    ['go 1.27rc1\nmodule m\n', '1.27'],
    ['module m\n// go 1.20\n', undefined],
    ['module go\n', undefined],
  ] as const) {
    it(`is ${language} by ${JSON.stringify(text)}`, async () =>
      assert.equal(await languageOf(memoryFolder('course', [{ path: 'go.mod', text }])), language));
  }
});

describe('a Go file of the pack in another module', () => {
  it('imports from that module what it imported from its own', () => {
    const text = 'import (\n\t"fmt"\n\n\t"go-coffee/pkg/a"\n\tb "go-coffee/pkg/b"\n\t"go-coffee-too/c"\n)\n';
    const moved = 'import (\n\t"fmt"\n\n\t"m/pkg/a"\n\tb "m/pkg/b"\n\t"go-coffee-too/c"\n)\n';
    assert.equal(inModule(text, 'm'), moved);
  });

  it('is untouched when the module is the same', () => {
    const text = 'import "go-coffee/pkg/a"\n';
    assert.equal(inModule(text, 'go-coffee'), text);
  });
});
