import type { CodeLanguage, Size } from '../catalog/manifest';
import type { TextFile } from '../text-file';
import { newDesignFiles } from './new-design';
import { newNumbersFiles } from './new-numbers';

/** What is made: code in the languages, numbers, or a design. */
export const exerciseKinds = ['code', 'numbers', 'design'] as const;
export type ExerciseKind = (typeof exerciseKinds)[number];

/** What the author of a new exercise has decided. */
export interface NewExercise {
  readonly id: string;
  readonly size: Size;
  readonly kind: ExerciseKind;
  readonly languages: readonly CodeLanguage[];
  /** Anchor of a guide section that is there. */
  readonly guide: string;
}

/**
 * The files of an exercise that verifies at once, to be changed from there. For code: a function with one rule of each stage, a hint, an
 * alternative and a mistake. Paths are relative to its folder.
 */
export function newExerciseFiles(exercise: NewExercise): readonly TextFile[] {
  const { id, languages, kind } = exercise;
  const title = capitalised(id.replaceAll('-', ' '));
  if (kind === 'numbers') return newNumbersFiles({ ...exercise, title });
  if (kind === 'design') return newDesignFiles({ ...exercise, title });
  const tracks = { typescript: typescriptFiles, go: goFiles };
  return [
    { path: 'exercise.yaml', text: manifest(exercise, title) },
    { path: 'brief.md', text: brief(title, id, languages) },
    { path: 'hints.md', text: hints },
    { path: 'wrong/loses-the-last.md', text: mistake(languages) },
    ...languages.flatMap((language) =>
      Object.entries(tracks[language](id)).map(([path, text]) => ({ path, text })),
    ),
  ];
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const underscored = (id: string): string => id.replaceAll('-', '_');
const packageOf = (id: string): string => id.replaceAll('-', '');

function manifest({ id, size, languages, guide }: NewExercise, title: string): string {
  const tracks = {
    typescript: `typescript: { learner: pkg/${id}/${id}.ts, at: total }`,
    go: `go: { learner: pkg/${packageOf(id)}/${underscored(id)}.go, at: Total }`,
  };
  return `# yaml-language-server: $schema=../../exercise.schema.json
formatVersion: 2
title: ${title}
summary: What is built, in one sentence.
size: ${size}
guide: ${guide}
objectives: [Say what one can do afterwards.]
outOfScope: [Say what is left out on purpose.]
${languages.map((language) => tracks[language]).join('\n')}
checks:
  adds-up:
    title: The total is the sum of all prices
    rule: 1
    why: Say what this costs in production when it is wrong.
  nothing-is-zero:
    title: The total of no prices is 0
    rule: 2
    level: production
    why: Say what this costs in production when it is wrong.
    after: [adds-up]
`;
}

function brief(title: string, id: string, languages: readonly CodeLanguage[]): string {
  const apis = {
    typescript: `:::typescript

\`pkg/${id}/${id}.ts\`

\`\`\`ts
export function total(prices: readonly number[]): number;
\`\`\`

:::
`,
    go: `:::go

\`pkg/${packageOf(id)}/${underscored(id)}.go\`

\`\`\`go
func Total(prices []int) int
\`\`\`

:::
`,
  };
  return `# ${title}

Begin with a person and a time of day, and with one number.

## What to build

${languages.map((language) => apis[language]).join('\n')}
## Stage 1: it works

1. **Total.** The total is the sum of all prices.

## An example

Show one run that is none of the checks', with at least a row for each rule of stage 1.

| step              | value | rule |
| ----------------- | ----- | ---- |
| one price of 310  | 310   | 1    |
| 95 is bought, too | 405   | 1    |

**Run the checks now.**

## What the first version gets wrong

Say what most people write first, and what it costs.

## Stage 2: it survives

2. **Nothing.** The total of no prices is 0.
`;
}

const hints = `# Hints

## Where to begin

Helps with: \`adds-up\`

Start from 0 and add each price.
`;

function mistake(languages: readonly CodeLanguage[]): string {
  const edits = {
    typescript: `\`\`\`diff typescript
-  for (const price of prices) sum += price;
+  for (const price of prices.slice(0, -1)) sum += price;
\`\`\`
`,
    go: `\`\`\`diff go
-	for _, price := range prices {
+	for _, price := range prices[:max(0, len(prices)-1)] {
\`\`\`
`,
  };
  return `# Loses the last

The loop stops one too early. Whoever buys one thing gets it for nothing.

Rejected by: \`adds-up\`

${languages.map((language) => edits[language]).join('\n')}`;
}

function typescriptFiles(id: string): Readonly<Record<string, string>> {
  const file = `pkg/${id}/${id}.ts`;
  const signature = 'export function total(prices: readonly number[]): number {';
  return {
    'typescript/tsconfig.json': '{ "extends": "../../../tsconfig.authors.json" }\n',
    [`typescript/starter/${file}`]: `/** The sum of all prices, in cents. */
export function total(_prices: readonly number[]): number {
  throw new Error('Not written yet: add all prices.');
}
`,
    [`typescript/reference/${file}`]: `/** The sum of all prices, in cents. */
${signature}
  let sum = 0;
  for (const price of prices) sum += price;
  return sum;
}
`,
    'typescript/alternative/reduced/about.md':
      'Without a loop of its own.\n\nIt trades a variable for a function that has to be known.\n',
    [`typescript/alternative/reduced/${file}`]: `/** The sum of all prices, in cents. */
${signature}
  return prices.reduce((sum, price) => sum + price, 0);
}
`,
    'typescript/checks/total.checks.ts': `import { equal } from 'codealong/checkkit';
import { total } from '../reference/pkg/${id}/${id}';

it('adds-up', () => {
  const prices = [250, 300, 475];
  equal(total(prices), 1025, { message: 'The total is wrong.', input: \`total([\${prices.join(', ')}])\` });
});

it('nothing-is-zero', () => {
  equal(total([]), 0, { message: 'Nothing was bought, and there is something to pay.', input: 'total([])' });
});
`,
  };
}

function goFiles(id: string): Readonly<Record<string, string>> {
  const name = packageOf(id);
  const file = `pkg/${name}/${underscored(id)}.go`;
  const head = `// Package ${name} adds prices.
package ${name}

// Total is the sum of all prices, in cents.
func Total(prices []int) int {`;
  return {
    [`go/starter/${file}`]: `${head}
	panic("not written yet: add all prices")
}
`,
    [`go/reference/${file}`]: `${head}
	sum := 0
	for _, price := range prices {
		sum += price
	}
	return sum
}
`,
    'go/alternative/recursive/about.md':
      'Each price is added to the total of those behind it.\n\nIt trades a variable for a stack that grows with the order.\n',
    [`go/alternative/recursive/${file}`]: `${head}
	if len(prices) == 0 {
		return 0
	}
	return prices[0] + Total(prices[1:])
}
`,
    [`go/checks/pkg/${name}/total_checks_test.go`]: `package ${name}_test

import (
	"testing"

	"go-coffee/internal/codealong/checkkit"
	"go-coffee/pkg/${name}"
)

func TestMain(m *testing.M) { checkkit.Main(m) }

func TestChecks(t *testing.T) {
	checkkit.Run(t, checkkit.Checks{
		"adds-up": func(t *testing.T) {
			total := ${name}.Total([]int{250, 300, 475})
			checkkit.Equal(t, total, 1025, checkkit.Told{Message: "The total is wrong.", Input: "Total([250 300 475])"})
		},
		"nothing-is-zero": func(t *testing.T) {
			total := ${name}.Total(nil)
			checkkit.Equal(t, total, 0, checkkit.Told{Message: "Nothing was bought, and there is something to pay.", Input: "Total(nil)"})
		},
	})
}
`,
  };
}
