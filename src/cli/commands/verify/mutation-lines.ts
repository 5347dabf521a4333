import type { Measurement, NotMeasured, Survivor } from '../../../core/mutation/measure-checks';

/** What became of the mutants of an exercise, line by line: the score, and every mutant that no check sees. */
export function mutationLines(outcome: Measurement | NotMeasured): readonly string[] {
  const name = `${outcome.exercise} ${outcome.language}`;
  if ('notMeasured' in outcome) return [`not run   ${name} mutants: ${outcome.notMeasured}`];
  const { killed, equivalent, survived } = outcome;
  const seen = `${killed} of ${killed + survived.length} killed`;
  const told = equivalent > 0 ? `${seen}, ${equivalent} more equivalent` : seen;
  return [`mutants   ${name}: ${percent(outcome)} (${told})`, ...survived.map(survivorLine)];
}

/** Rounded down, so that only what is whole is called whole. */
function percent({ killed, survived }: Measurement): string {
  const visible = killed + survived.length;
  return `${visible === 0 ? 100 : Math.floor((1_000 * killed) / visible) / 10} %`;
}

function survivorLine({ file, line, column, operator, original, replacement }: Survivor): string {
  const by = replacement === '' ? '(nothing)' : replacement;
  return `survived  ${file}:${line}:${column} ${operator}: ${shortened(original)} → ${by}`;
}

/** What is replaced can be a whole function; what stands there instead is what an author copies. */
function shortened(code: string): string {
  return code.length <= 80 ? code : `${code.slice(0, 79)}…`;
}
