import assert from 'node:assert/strict';
import { join } from 'node:path';
import { designReader } from '../../src/node/designs/design-reader';
import { dist } from './support/judging';

/** A diagram of each kind that a design may have. */
const diagrams: Readonly<Record<string, string>> = {
  flowchart: 'flowchart LR\n  a[Café] --> b{x}\n  b -->|"yes"| c[(db)]',
  sequence: 'sequenceDiagram\n  A->>B: order\n  B-->>A: 202',
  class: 'classDiagram\n  class A { +int x }\n  A <|-- B',
  state: 'stateDiagram-v2\n  [*] --> Open\n  Open --> HalfOpen: timeout',
  'entity relationship': 'erDiagram\n  ORDER ||--o{ ITEM : has',
  gantt: 'gantt\n  title A\n  section B\n  C :a1, 2024-01-01, 30d',
  pie: 'pie\n  "A" : 3',
  C4: 'C4Context\n  Person(a, "b")',
  mindmap: 'mindmap\n  root\n    a',
  timeline: 'timeline\n  title x\n  2002 : y',
  architecture: 'architecture-beta\n  group api(cloud)[API]\n  service db(database)[DB] in api',
  git: 'gitGraph\n  commit',
  journey: 'journey\n  title x\n  section y\n    a: 5: me',
  quadrant: 'quadrantChart\n  x-axis a --> b',
  block: 'block-beta\n  a b',
  packet: 'packet-beta\n  0-15: "x"',
  sankey: 'sankey-beta\n  a,b,3',
  xy: 'xychart-beta\n  bar [1,2]',
  kanban: 'kanban\n  a\n    b',
  'front matter and settings': '---\ntitle: x\n---\n%%{init: {"theme": "dark"}}%%\nflowchart LR\n  a --> b',
};

describe("Mermaid's parsers, without what draws", function () {
  this.timeout(60_000);
  const reader = designReader(join(dist, 'reading-thread.js'));
  after(() => reader.close());

  async function faultsOf(diagram: string) {
    const read = await reader.read(
      `# A\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n`,
      new AbortController().signal,
    );
    assert.ok('faults' in read);
    return read.faults;
  }

  for (const [kind, diagram] of Object.entries(diagrams))
    it(`read: ${kind}`, async () => assert.deepEqual(await faultsOf(diagram), []));

  const broken: readonly (readonly [diagram: string, line: number, told: RegExp])[] = [
    ['flowchart LR\n  a --> b\n  b -> c', 6, /Mermaid can't read/],
    ['flowchart LR\n  %% a comment\n  a --> b\n  b -->', 7, /it ends in the middle/],
    ['sequenceDiagram\n  A->>B: x\n  A-->>', 6, /Mermaid can't read/],
    ['stateDiagram-v2\n  [*] --> ', 5, /Mermaid can't read/],
    ['pie\n  "A" 3', 5, /Mermaid can't read/],
    ['boxes and arrows', 4, /Mermaid knows no diagram that begins like this/],
    ['', 3, /The diagram is empty/],
  ];
  for (const [diagram, line, told] of broken)
    it(`tell the line of what they cannot: ${JSON.stringify(diagram)}`, async () => {
      const [fault] = await faultsOf(diagram);
      assert.ok(fault);
      assert.match(fault.message, told);
      assert.equal(fault.line, line);
    });
});
