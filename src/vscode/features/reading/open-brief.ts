import { targetOf, type Target } from '../../commands/target';
import type { Parts } from '../parts';

/** Opens the brief of an exercise: what to build, and every rule that its checks judge. */
export async function openBrief({ brief }: Parts, target: Target): Promise<void> {
  await brief.show(target);
}

/** Opens the brief at a rule, for a link that names both. */
export async function openRule({ brief }: Parts, place: unknown): Promise<void> {
  const target = targetOf(place);
  if (!target) return;
  const rule: unknown = Reflect.get(Object(place), 'rule');
  await brief.show(target, typeof rule === 'number' ? rule : undefined);
}
