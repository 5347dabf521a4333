import assert from 'node:assert/strict';
import { mermaidFault } from './mermaid-fault';

/** The fault of a diagram whose fence opens at line 10, as `line: message`. */
function told(diagram: string, error: unknown): string {
  const { line, message } = mermaidFault(
    { kind: 'fence', line: 10, info: 'mermaid', lines: diagram.split('\n') },
    error,
  );
  return `${line}: ${message}`;
}

const at = (line: number, text?: string) =>
  Object.assign(new Error(`Parse error on line ${line}:\n...`), { hash: { text } });

describe('what Mermaid cannot read', () => {
  it('is told at its line', () =>
    assert.match(told('flowchart LR\na -> b', at(2, '->')), /^12: .*does not expect "->"/));

  it('is told below front matter, comments and blank lines, which the parser does not see', () => {
    const diagram = '---\ntitle: x\n---\n\n%% a comment\nflowchart LR\n%% another\na -> b';
    assert.match(told(diagram, at(2)), /^18: /);
  });

  it('is told at the last line when the parser looked behind it', () =>
    assert.match(told('flowchart LR\na -->\n\n', at(4, '')), /^12: .*ends in the middle/));

  it('is told for the newer diagrams', () => {
    const token = { startLine: 2, image: '"' };
    const error = Object.assign(new Error('Parsing failed'), {
      result: { lexerErrors: [], parserErrors: [{ token }] },
    });
    assert.match(told('pie\n" : 3', error), /^12: /);
    const lexer = Object.assign(new Error('Parsing failed'), {
      result: { lexerErrors: [{ line: 3 }], parserErrors: [] },
    });
    assert.match(told('pie\n"a" : 3\n$', lexer), /^13: /);
  });

  it('is told when no diagram begins like this, or there is none', () => {
    assert.match(
      told('boxes\na', new Error('No diagram type detected matching …')),
      /^11: Mermaid knows no diagram/,
    );
    assert.match(told(' \n', new Error('No diagram type detected')), /^10: The diagram is empty/);
  });

  it('has a line whatever was thrown', () => {
    for (const error of [
      undefined,
      'text',
      { hash: 5 },
      at(0),
      at(1e9),
      Object.assign(new Error(), { result: {} }),
    ])
      assert.match(told('flowchart LR\na', error), /^1[12]: /);
  });
});
