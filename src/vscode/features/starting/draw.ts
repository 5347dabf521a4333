import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { buttonFor, say } from '../../ui/message';
import { words } from '../../words';
import { rewrite } from '../history/rewrite';
import type { Parts } from '../parts';

/** More seeds than anybody does a sheet again. */
const seeds = 9_999;

/** Draws the given numbers of an answer sheet again: the seed and what it draws are written into the sheet, and the answers stay. */
export async function draw(parts: Parts, target: Target): Promise<number> {
  const chosen = await chooseSolution(parts, target);
  const seed = 1 + Math.floor(Math.random() * seeds);
  await rewrite(parts, chosen, ({ app, attempt }) => app.draw(attempt, seed));
  const check = buttonFor(words.buttons.check, 'codealong.check', chosen.solution);
  say(parts.log, { text: words.drawn(chosen.exercise.manifest.title, seed), buttons: [check] });
  return seed;
}
