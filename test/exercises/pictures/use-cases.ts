import type { NumberOf } from './numbers-of';
import { arrow, box, path, printed, text, type Picture } from './svg';

/** The steps of a command, and where each way out leads. */
export function useCasePath(): Picture {
  const steps = ['load', 'decide', 'save', 'publish', 'answer'];
  const details = ['account, version', 'the account does', 'at that version', 'what waits', 'yes'];
  const at = (step: number): number => 24 + step * 146;
  const width = 116;
  const middle = (step: number): number => at(step) + width / 2;
  return {
    title: 'Load, decide, save, publish: and the ways out',
    story:
      'Five steps in a row: load account and version, let the account decide, save at that version, publish what waits, answer yes. A refusal after deciding ends it with nothing written. A conflict after saving leads back to load, three tries in all. Any other error of saving comes out, since nobody knows whether it was saved. When publishing fails, the answer is still yes, and what was not sent waits in the outbox.',
    height: 262,
    parts: [
      ...steps.flatMap((name, step) => [
        box(step === 2 ? 'wait' : 'good', [at(step), 104, width, 52], 8),
        text(middle(step), 127, name, 'mid strong'),
        text(middle(step), 145, details[step] ?? '', 'mid small'),
      ]),
      ...[0, 1, 2, 3].map((step) => arrow('goodline', `M${at(step) + width} 130H${at(step + 1) - 4}`)),
      arrow('line', `M${middle(2)} 104V72H${middle(0)}V100`),
      text(middle(1), 64, 'conflict: load and decide again, three tries in all', 'mid small'),
      arrow('badline', `M${middle(1)} 156V194`),
      text(middle(1), 212, 'refused:', 'mid small badtext'),
      text(middle(1), 228, 'nothing is written', 'mid small badtext'),
      arrow('badline', `M${middle(2)} 156V194`),
      text(middle(2), 212, 'another error:', 'mid small badtext'),
      text(middle(2), 228, 'unknown, comes out', 'mid small badtext'),
      path('dashed', `M${middle(3)} 156V194`),
      text(middle(3), 212, 'fails: it waits', 'mid small'),
      text(middle(3), 228, 'in the outbox', 'mid small'),
      arrow('goodline', `M${middle(3) + 48} 208C${middle(4) - 30} 208 ${middle(4)} 196 ${middle(4)} 160`),
    ],
  };
}

/** Writers of one record: however many there are, one save succeeds in each time from load to save. */
export function oneAtATime(of: NumberOf): Picture {
  const [step, most, first] = [of('load-to-save-ms'), of('most'), of('first-save')];
  const rounds = ['A', 'B', 'C'];
  const x = (ms: number): number => 110 + ms * 9;
  const y = (writer: number): number => 70 + writer * 54;
  return {
    title: `One record, ${step} ms from load to save: ${printed(most, 0)} changes a second`,
    story: `Three writers, A, B and C, load a record at version ${first - 1}. After ${step} milliseconds A saves version ${first}; B and C get conflicts and load again. At ${2 * step} B saves version ${first + 1}, and at ${3 * step} C saves version ${first + 2}. However many writers there are, one save in ${step} milliseconds succeeds, ${printed(most, 0)} a second.`,
    height: 288,
    parts: [
      ...rounds.flatMap((name, writer) => [
        text(24, y(writer) + 20, `writer ${name}`, 'strong'),
        ...rounds.flatMap((_, round) => {
          if (round > writer) return [];
          const wins = round === writer;
          return [
            box(wins ? 'good' : 'bad', [x(round * step) + 3, y(writer), step * 9 - 6, 32], 5),
            text(
              x(round * step + step / 2),
              y(writer) + 21,
              wins ? `saves version ${first + round}` : `loads ${first - 1 + round}: conflict`,
              `mid ${wins ? 'goodtext' : 'badtext'}`,
            ),
          ];
        }),
      ]),
      path('line', `M${x(0)} 236H${x(70)}`),
      ...[0, 1, 2, 3].map((round) => text(x(round * step), 256, `${round * step} ms`, 'mid small')),
      ...[1, 2, 3].map((round) => path('dashed', `M${x(round * step)} 60V236`)),
      text(24, 278, 'More writers make more conflicts. They never make more saves.', 'small'),
    ],
  };
}
