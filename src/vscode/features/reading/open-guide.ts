import { CodealongError } from '../../../core/errors';
import { nearestSection } from '../../../core/guides/nearest-section';
import type { Target } from '../../commands/target';
import { setContextKey } from '../../ui/context-keys';
import { words } from '../../words';
import type { Parts } from '../parts';
import { showMarkdown } from './markdown-preview';

/** Opens the guide at the section that explains an exercise. */
export async function openGuide(parts: Parts, { exercise }: Target): Promise<void> {
  const { manifest } = await parts.course.exercise(exercise);
  await openSection(parts, manifest.guide);
}

/** Opens a page of the pack that a brief links to, by its path there and maybe a fragment: a guide, or another brief. */
export async function openPage(parts: Parts, link: unknown): Promise<void> {
  const { course } = parts;
  const [path = '', fragment = ''] = String(link).split('#');
  const { entries } = await course.catalog();
  const other = [...entries.values()].find((entry) => path === `${entry.path}/brief.md`);
  if (other) return parts.brief.show({ exercise: other.id });
  await showMarkdown(course.packUri(path).with({ fragment }));
}

/** Opens a section of the guides. A part that is not there leads to the section around it. */
export async function openSection({ course, log }: Parts, anchor: unknown): Promise<void> {
  const sections = await (await course.app()).sections();
  const section = nearestSection(sections, String(anchor));
  if (!section) throw new CodealongError('no-section', words.refusals.noSection(String(anchor)));
  await showMarkdown(course.packUri(section.file).with({ fragment: section.fragment }));
  setContextKey(log, 'codealong.hasReadGuide', true);
}
