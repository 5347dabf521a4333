import type { Size } from '../catalog/manifest';
import type { Sheet } from '../numbers/question';
import { emptySheet } from '../sheets/sheet-text';
import type { TextFile } from '../text-file';

/** What the author of a new exercise about numbers has decided. */
export interface NewNumbers {
  readonly id: string;
  readonly title: string;
  readonly size: Size;
  /** Anchor of a guide section that is there. */
  readonly guide: string;
}

/** What the new exercise asks. Only what the empty sheet shows of it: the rest stands in the text of its manifest. */
const sheet: Sheet = {
  inputs: [
    {
      ...{ id: 'per-minute', title: 'orders', value: 600, unit: 'orders/min' },
      drawn: { from: 300, to: 6_000, step: 60 },
    },
  ],
  questions: [
    {
      ...{ id: 'per-second', ask: 'How many orders arrive in a second?', unit: 'orders/s' },
      ...{ formula: 'per_minute / 60', tolerance: { kind: 'share', of: 0.01 }, slips: [] },
    },
    {
      ...{ id: 'per-day', ask: 'How many orders are that in a day?', unit: 'orders/d' },
      ...{ formula: 'per_second * 86400', tolerance: { kind: 'share', of: 0.01 }, slips: [] },
    },
  ],
};

/** The files of an exercise about numbers that verifies at once, to be changed from there. Paths are relative to its folder. */
export function newNumbersFiles(exercise: NewNumbers): readonly TextFile[] {
  const { id, title } = exercise;
  return [
    { path: 'exercise.yaml', text: manifest(exercise) },
    { path: 'brief.md', text: brief(exercise) },
    { path: 'hints.md', text: hints },
    { path: `yaml/starter/numbers/${id}.yaml`, text: emptySheet({ title }, sheet) },
    { path: `yaml/reference/numbers/${id}.yaml`, text: reference },
  ];
}

function manifest({ title, size, guide }: NewNumbers): string {
  return `# yaml-language-server: $schema=../../exercise.schema.json
kind: numbers
formatVersion: 2
title: ${title}
summary: What is worked out, in one sentence.
size: ${size}
guide: ${guide}
objectives: [Say what one can do afterwards.]
outOfScope: [Say what is left out on purpose.]
inputs:
  per-minute: { title: orders, value: 600, unit: orders/min, from: 300, to: 6000, step: 60 }
questions:
  per-second:
    title: Orders in a second
    ask: How many orders arrive in a second?
    unit: orders/s
    formula: per_minute / 60
    tolerance: 1%
    rule: 1
    why: Say what this costs in production when it is wrong.
    decision: Say what one decides when one knows this number.
    slips:
      - formula: per_minute * 60
        says: That is how many arrive in an hour. A second is shorter than a minute, so divide.
  per-day:
    title: Orders in a day
    ask: How many orders are that in a day?
    unit: orders/d
    formula: per_second * 86400
    tolerance: 1%
    rule: 2
    level: production
    why: Say what this costs in production when it is wrong.
    decision: Say what one decides when one knows this number.
    slips:
      - formula: per_minute * 24
        says: You used the orders of a minute as those of an hour.
`;
}

function brief({ id, title }: NewNumbers): string {
  return `# ${title}

Begin with a person and a time of day, and with one number.

| given  | printed      |
| ------ | ------------ |
| orders | 600 a minute |

## What to write

\`numbers/${id}.yaml\`: one number behind each colon, right within 1 %. Show an example that is none of the questions.

## Stage 1: it works

1. **Per second.** How many orders arrive in a second?

Run the checks now.

## What the first version gets wrong

Say what most people get wrong, and what it costs.

## Stage 2: it survives

2. **Per day.** How many orders are that in a day?
`;
}

const hints = `# Hints

## Where to begin

Helps with: \`per-second\`

Write the units beside the numbers: orders per minute, and 60 seconds in each.
`;

const reference = `per-second: 600 / 60
per-day: 10 * 86400
`;
