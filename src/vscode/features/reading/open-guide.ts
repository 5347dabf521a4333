import type { Section } from '../../../core/guides/section';
import { Refusal } from '../../ui/refusal';
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
  const section = nearest(sections, String(anchor));
  if (!section) throw new Refusal('no-section', words.refusals.noSection(String(anchor)));
  await showMarkdown(course.packUri(section.file).with({ fragment: section.fragment }));
}

function nearest(sections: ReadonlyMap<string, Section>, anchor: string): Section | undefined {
  const steps = anchor.split('/');
  for (let length = steps.length; length > 1; length--) {
    const section = sections.get(steps.slice(0, length).join('/'));
    if (section) return section;
  }
  return undefined;
}
