import type { Size } from '../catalog/manifest';
import type { TextFile } from '../text-file';

/** What the author of a new design has decided. */
export interface NewDesign {
  readonly id: string;
  readonly title: string;
  readonly size: Size;
  /** Anchor of a guide section that is there. */
  readonly guide: string;
}

/** The files of a design that verifies at once, to be changed from there. Paths are relative to its folder. */
export function newDesignFiles(exercise: NewDesign): readonly TextFile[] {
  const { id, title } = exercise;
  return [
    { path: 'exercise.yaml', text: manifest(exercise) },
    { path: 'brief.md', text: brief(exercise) },
    { path: 'hints.md', text: hints },
    { path: 'samples.md', text: samples },
    { path: 'wrong/one-rejected-option.md', text: mistake },
    { path: `markdown/starter/designs/${id}.md`, text: starter(title) },
    { path: `markdown/reference/designs/${id}.md`, text: reference(title) },
  ];
}

function manifest({ title, size, guide }: NewDesign): string {
  return `# yaml-language-server: $schema=../../exercise.schema.json
kind: design
formatVersion: 2
title: ${title}
summary: What is designed, in one sentence.
size: ${size}
guide: ${guide}
objectives: [Say what one can do afterwards.]
outOfScope: [Say what is left out on purpose.]
checks:
  capacity:
    title: Every capacity number has its formula
    rule: 1
    why: Say what this costs in production when it is missing.
    part: Capacity
    needs: { numbers: { rows: 2, named: [Average rate, Peak rate] } }
  picture:
    title: There is a picture, and Mermaid can read it
    rule: 2
    why: Say what this costs in production when it is missing.
    part: Picture
    needs: { diagram: { lines: 3 } }
  decision:
    title: One decision, against two other options
    rule: 3
    why: Say what this costs in production when it is missing.
    part: Decision
    needs: { decision: { rejected: 2 } }
  failure-modes:
    title: Two failures, what customers see, and what the system does
    rule: 4
    level: production
    why: Say what this costs in production when it is missing.
    part: Failure modes
    needs: { table: { columns: [what fails, what customers see, what the system does], rows: 2 } }
  open-questions:
    title: There are open questions
    rule: 5
    level: production
    why: Say what this costs in production when it is missing.
    part: Open questions
    needs: { words: 10 }
criteria:
  numbers-decide:
    title: The numbers decide
    asks: Does a number stand behind each box, so that another number would have led to another box?
`;
}

function brief({ id, title }: NewDesign): string {
  return `# ${title}

Begin with a person and a time of day, and with one number.

## What to write

\`designs/${id}.md\`. Its headings are there. Fill what stands below them.

**The checks look at the structure alone: that each part is there and filled. What you wrote, no program judges.** You rate it
yourself, when the structure holds.

## Stage 1: it works

1. **Capacity.** A table with at least the average and the peak rate. Each has its formula, with numbers and a sign in it. Where a
   formula is arithmetic alone, it gives the value beside it, within 5 %.
2. **Picture.** A Mermaid diagram with at least three lines of yours that parses.
3. **One decision.** One option \`chosen\`, at least two \`rejected\`, each with a reason of four words or more.

Run the checks now.

## What the first version gets wrong

Say what most people draw first, and what it costs.

## Stage 2: it survives

4. **Failure modes.** At least two: what fails, what customers see, what the system does.
5. **Open questions.** In ten words or more, what you do not know yet.
`;
}

const hints = `# Hints

## Where to begin

Helps with: \`capacity\`

Take each number that is given and ask what it fills: a second, a connection, a row, a disk.
`;

const samples = `# Samples

## numbers-decide

### 0

No number stands near any box.

### 1

There is a number, and nothing follows from it.

### 2

One box comes from a number.

### 3

Each box comes from a number, and it is said which other number would have led to another box.
`;

const mistake = `# One rejected option

A decision against a single other option is a vote.

Rejected by: \`decision\`

\`\`\`diff markdown
-| Both | rejected | two paths to one order |
\`\`\`
`;

function starter(title: string): string {
  return `# ${title}

> The checks look at the structure of this document alone. What you write, no program judges. Replace each \`…\`.

## Capacity

| number       | formula | value |
| ------------ | ------- | ----- |
| Average rate | …       | …     |
| Peak rate    | …       | …     |

## Picture

\`\`\`mermaid
flowchart LR
  customer([Customer]) --> api[API]
\`\`\`

## Decision

| option | verdict  | reason |
| ------ | -------- | ------ |
| …      | chosen   | …      |
| …      | rejected | …      |
| …      | rejected | …      |

## Failure modes

| what fails | what customers see | what the system does |
| ---------- | ------------------ | -------------------- |
| …          | …                  | …                    |
| …          | …                  | …                    |

## Open questions

What do you not know yet, and who could tell you?
`;
}

function reference(title: string): string {
  return `# ${title}

## Capacity

| number       | formula  | value      |
| ------------ | -------- | ---------- |
| Average rate | 600 / 60 | 10 orders/s |
| Peak rate    | 10 × 3   | 30 orders/s |

## Picture

\`\`\`mermaid
flowchart LR
  customer([Customer]) --> api[API]
  api --> queue[[Queue]]
  queue --> worker[Worker]
  worker --> db[(Database)]
\`\`\`

## Decision

| option | verdict | reason |
| --- | --- | --- |
| A queue | chosen | orders wait while the worker is down |
| A call | rejected | a hang holds every request |
| Both | rejected | two paths to one order |

## Failure modes

| what fails | what customers see | what the system does |
| ---------- | ------------------ | -------------------- |
| The worker | ordered, not yet made | orders wait in the queue |
| The queue | 503 with Retry-After | nothing is accepted that could be lost |

## Open questions

How long may an order wait before somebody would rather not have it? Ask the shop.
`;
}
