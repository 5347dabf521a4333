import type { Target } from '../../commands/target';
import type { Parts } from '../parts';

/** Opens the brief of an exercise: what to build, and every rule that its checks judge. */
export async function openBrief({ brief }: Parts, target: Target): Promise<void> {
  await brief.show(target);
}
