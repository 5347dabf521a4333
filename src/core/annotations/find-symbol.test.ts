import assert from 'node:assert/strict';
import type { Language } from '../catalog/manifest';
import { symbolFinder } from './find-symbol';

/** The line, from 1, on which the symbol is found, with the text found there. */
function place(text: string, language: Language, symbol: string): string | undefined {
  const span = symbolFinder(text, language)(symbol);
  return span && `${text.slice(0, span.start).split('\n').length}: ${text.slice(span.start, span.end)}`;
}

describe('symbolFinder in TypeScript', () => {
  const text = [
    "import { CircuitBreaker as Other } from './other';",
    '// class CircuitBreaker is explained in the guide',
    'const story = "class CircuitBreaker { execute() {} }";',
    'const shape = `interface State ${`type Nested = ${story}`} {`;',
    'const rule = /type State = "[/{]"/;',
    "export type State = 'closed' | 'open';",
    'export class CircuitBreaker<T extends { id: string } = { id: string }> implements Other<{ a: 1 }> {',
    '  readonly #clock = () => { execute(); };',
    '  constructor(private readonly options: { execute: boolean }) {}',
    '  /* execute() */',
    '  get state(): State { return this.execute as never; }',
    '  public async execute<R>(call: () => R): Promise<R> { this.trip(); return call(); }',
    '  private trip = (): void => { const trip = 1 / 2; };',
    '}',
    'export default async function start() { function inner() {} class Hidden {} }',
    'export const enum Level { Core = 1, Production }',
    'export interface Clock { now(): number; sleep?(ms: number): Promise<void> }',
    'const limit = 3;',
  ].join('\n');
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['State', '6: State'],
    ['CircuitBreaker', '7: CircuitBreaker'],
    ['CircuitBreaker.#clock', '8: #clock'],
    ['CircuitBreaker.constructor', '9: constructor'],
    ['CircuitBreaker.state', '11: state'],
    ['CircuitBreaker.execute', '12: execute'],
    ['CircuitBreaker.trip', '13: trip'],
    ['start', '15: start'],
    ['Level', '16: Level'],
    ['Level.Production', '16: Production'],
    ['Clock.now', '17: now'],
    ['Clock.sleep', '17: sleep'],
    ['limit', '18: limit'],
    ['story', '3: story'],
    ['Nested', undefined],
    ['inner', undefined],
    ['Hidden', undefined],
    ['Other', undefined],
    ['CircuitBreaker.options', undefined],
    ['CircuitBreaker.missing', undefined],
    ['Missing.execute', undefined],
    ['Circuit', undefined],
    ['', undefined],
    ['CircuitBreaker.', undefined],
  ];
  for (const [symbol, expected] of cases) {
    it(`${expected === undefined ? 'does not find' : 'finds'} ${JSON.stringify(symbol)}`, () => {
      assert.equal(place(text, 'typescript', symbol), expected);
    });
  }

  it('finds a symbol again after lines were added above it', () => {
    assert.equal(place(`\n\n/** Note. */\n${text}`, 'typescript', 'CircuitBreaker.execute'), '15: execute');
  });

  it('reads CRLF files', () => {
    assert.equal(place(text.replaceAll('\n', '\r\n'), 'typescript', 'CircuitBreaker.state'), '11: state');
  });

  it('looks on below an unfinished string', () => {
    assert.equal(place("const a = 'unfinished\nexport class After {}", 'typescript', 'After'), '2: After');
  });

  it('looks on below a bracket that is not closed yet', () => {
    const typing = 'export function open() {\n  if (late) {\n\nexport class After {\n  execute() {}\n}';
    assert.equal(place(typing, 'typescript', 'After.execute'), '5: execute');
  });

  it('is quick to look through the rest of a long file that a half-typed template swallows', () => {
    const line = '    const price = await catalog.priceOf(item); // what it costs today\n';
    const typing = `export class Open {\n  late() {\n    return \`half\n${line.repeat(2_000)}  }\n}\n`;
    assert.equal(place(typing, 'typescript', 'Open.late'), '2: late');
    assert.equal(place(typing, 'typescript', 'Open.catalog'), undefined);
  });

  it('takes a slash after a value for a division', () => {
    assert.equal(
      place('const half = total / 2; // "\nclass After {}\nconst b = half / 2;', 'typescript', 'After'),
      '2: After',
    );
  });
});

describe('symbolFinder in Go', () => {
  const text = [
    'package resilience',
    '',
    '// type CircuitBreaker struct is explained in the guide',
    'const story = `type CircuitBreaker struct {',
    'func Execute() {}`',
    'const (',
    '\tStateClosed State = iota',
    '\tStateOpen, StateOther',
    ')',
    'type State int',
    'type (',
    '\tListener func(from, to State)',
    ')',
    'type CircuitBreaker struct {',
    '\tmu sync.Mutex',
    '\tfailures, limit int',
    '}',
    'func NewCircuitBreaker(max int) *CircuitBreaker { return &CircuitBreaker{limit: max} }',
    'func (b *CircuitBreaker) Execute(fn func() error) error {',
    "\tif '\"' == 'x' { b.trip() }",
    '\treturn fn()',
    '}',
    'func (other *Other[K, V]) Execute() {}',
    'func (CircuitBreaker) String() string { return "func (b *CircuitBreaker) trip() {" }',
    'func (b *CircuitBreaker) trip() {}',
    'func Map[K comparable](keys []K) {}',
    'type Store interface {',
    '\tAppend(event string) error',
    '}',
    'var errOpen = errors.New("open")',
  ].join('\n');
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['CircuitBreaker', '14: CircuitBreaker'],
    ['CircuitBreaker.Execute', '19: Execute'],
    ['Other.Execute', '23: Execute'],
    ['CircuitBreaker.String', '24: String'],
    ['CircuitBreaker.limit', '16: limit'],
    ['CircuitBreaker.trip', '25: trip'],
    ['trip', '25: trip'],
    ['Execute', '19: Execute'],
    ['NewCircuitBreaker', '18: NewCircuitBreaker'],
    ['Map', '26: Map'],
    ['State', '10: State'],
    ['Listener', '12: Listener'],
    ['StateClosed', '7: StateClosed'],
    ['StateOther', '8: StateOther'],
    ['Store.Append', '28: Append'],
    ['errOpen', '30: errOpen'],
    ['Store.Missing', undefined],
    ['Missing', undefined],
    ['max', undefined],
  ];
  for (const [symbol, expected] of cases) {
    it(`${expected === undefined ? 'does not find' : 'finds'} ${symbol}`, () => {
      assert.equal(place(text, 'go', symbol), expected);
    });
  }
});
