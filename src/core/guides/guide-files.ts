import type { Folder } from '../ports';

/** A phase of the course, and the page of its guide where there is one. */
export interface Phase {
  readonly number: number;
  readonly guide?: string | undefined;
}

/** A Markdown file of a phase's guide. */
interface GuideFile {
  /** Its path in the pack. */
  readonly path: string;
  readonly phase: number;
  /** The number of the section that the file holds, such as `1.2`; absent for the phase's page. */
  readonly section?: string;
}

/** The page of a phase, where it is there, and the files of those sections that have one of their own, in order. */
export async function guideFiles(pack: Folder, phase: Phase): Promise<readonly GuideFile[]> {
  const page = phase.guide === undefined ? undefined : `guides/${phase.guide}`;
  const hasPage = page !== undefined && (await pack.kind(page)) === 'file';
  return [
    ...(hasPage ? [{ path: page, phase: phase.number }] : []),
    ...(await sectionFiles(pack, phase.number)),
  ];
}

/** `guides/phase-01/1.2-reliability.md` and its neighbours. */
async function sectionFiles(pack: Folder, phase: number) {
  const folder = `guides/phase-${String(phase).padStart(2, '0')}`;
  const found = (await pack.list(folder)).flatMap(({ name, kind }) => {
    const section = /^(\d+\.\d+)-[a-z0-9-]+\.md$/.exec(name)?.[1];
    return kind === 'file' && section !== undefined ? [{ path: `${folder}/${name}`, phase, section }] : [];
  });
  return found.sort((one, other) => minor(one.section) - minor(other.section));
}

const minor = (section: string): number => Number(section.split('.')[1]);
