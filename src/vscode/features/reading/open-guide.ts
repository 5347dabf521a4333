import { CodealongError } from '../../../core/errors';
import { nearestSection } from '../../../core/guides/nearest-section';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import type { Parts } from '../parts';
import { showMarkdown } from './markdown-preview';

/** Opens the guide at the section that explains an exercise. */
export async function openGuide(parts: Parts, { exercise }: Target): Promise<void> {
  const { manifest } = await parts.course.exercise(exercise);
  await openSection(parts, manifest.guide);
}

/** Opens a section of the guides. A part that is not there leads to the section around it. */
export async function openSection({ course }: Parts, anchor: unknown): Promise<void> {
  const sections = await (await course.app()).sections();
  const section = nearestSection(sections, String(anchor));
  if (!section) throw new CodealongError('no-section', words.refusals.noSection(String(anchor)));
  await showMarkdown(course.packUri(section.file).with({ fragment: section.fragment }));
}
