import { pathsEndingIn } from '../path-ending';
import type { Complaint } from './complaint';
import type { Annotation, Check, CheckedLanguage, Manifest, SymbolPlace, Track } from './manifest';
import { checkedLanguages } from './manifest';
import type { CodeFile, DesignFile, ManifestFile, NumbersFile } from './manifest-file';
import { designOf, designTrack, partChecks } from './read-design';
import { checksOf, sheetOf, sheetTrack } from './read-numbers';

/** Where an exercise stands in the course: its id is its folder's name, the rest is said by `course.yaml`. */
export type ExercisePlace = Pick<Manifest, 'id' | 'week' | 'block'>;

/** A manifest, and complaints about places in it that name no file of the track. */
interface ReadManifest {
  readonly manifest: Manifest;
  readonly complaints: readonly Complaint[];
}

/** Fills in what the file leaves to a default. */
export function readManifest(file: ManifestFile, place: ExercisePlace): ReadManifest {
  if (file.kind === 'numbers') return readNumbers(file, place);
  return file.kind === 'design' ? readDesign(file, place) : readCode(file, place);
}

function headOf({ title, summary, size, guide, requires, objectives, outOfScope }: ManifestFile) {
  return { title, summary, size, guide, requires, objectives, outOfScope };
}

function readNumbers(file: NumbersFile, place: ExercisePlace): ReadManifest {
  const checks = checksOf(file, place.id, (heading) => anchorIn(file.guide, heading));
  const tracks = { yaml: sheetTrack(place.id) };
  const manifest = { ...place, ...headOf(file), tracks, checks, annotations: [], sheet: sheetOf(file) };
  return { manifest, complaints: [] };
}

function readDesign(file: DesignFile, place: ExercisePlace): ReadManifest {
  const checks = partChecks(file, place.id, (heading) => anchorIn(file.guide, heading));
  const tracks = { markdown: designTrack(place.id) };
  const manifest = { ...place, ...headOf(file), tracks, checks, annotations: [], design: designOf(file) };
  return { manifest, complaints: [] };
}

function readCode(file: CodeFile, place: ExercisePlace): ReadManifest {
  const complaints: Complaint[] = [];
  const tracks = tracksOf(file);
  const locate = (
    language: CheckedLanguage,
    written: string,
    path: Complaint['path'],
  ): SymbolPlace | undefined => {
    const found = symbolPlace(tracks[language], written);
    if (typeof found !== 'string') return found;
    complaints.push({ path, message: found });
    return undefined;
  };
  const { guide } = file;
  const checks = Object.entries(file.checks).map(([id, check]): Check => {
    const at: Partial<Record<CheckedLanguage, SymbolPlace>> = {};
    for (const language of checkedLanguages) {
      const own = check.at[language];
      const written = own ?? file[language]?.at;
      const path = own === undefined ? [language, 'at'] : ['checks', id, 'at', language];
      const found = written === undefined ? undefined : locate(language, written, path);
      if (found) at[language] = found;
    }
    return {
      id,
      title: check.title,
      rules: [check.rule].flat(),
      level: check.level,
      why: check.why,
      guide: anchorIn(guide, check.guide),
      after: check.after,
      at,
    };
  });
  const annotations = file.annotations.flatMap(({ at, guide: section, note }, index): readonly Annotation[] =>
    checkedLanguages.flatMap((language) => {
      const written = at[language];
      const found = written && locate(language, written, ['annotations', index, 'at', language]);
      return found ? [{ ...found, guide: anchorIn(guide, section), note }] : [];
    }),
  );
  const manifest = { ...place, ...headOf(file), tracks, checks, annotations };
  return { manifest, complaints: distinct(complaints) };
}

function tracksOf(file: CodeFile): Partial<Record<CheckedLanguage, Track>> {
  const tracks: Partial<Record<CheckedLanguage, Track>> = {};
  for (const language of checkedLanguages) {
    const track = file[language];
    if (!track) continue;
    const files = (role: 'learner' | 'given', paths: string | readonly string[] = []) =>
      [paths].flat().map((path) => ({ path, role }));
    tracks[language] = { files: [...files('learner', track.learner), ...files('given', track.given)] };
  }
  return tracks;
}

/** The place that `Type.member` or `http.ts#Type.member` names, or why there is none. */
function symbolPlace(track: Track | undefined, written: string): SymbolPlace | string {
  const [symbol = '', ending] = written.split('#').reverse();
  const files = track?.files ?? [];
  if (ending === undefined) {
    const [first] = files;
    return first ? { file: first.path, symbol } : 'the exercise has no such track';
  }
  const found = pathsEndingIn(
    ending,
    files.map(({ path }) => path),
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return { file: only, symbol };
  return found.length === 0
    ? `no file of the track ends in "${ending}"`
    : `several files of the track end in "${ending}": name more of the path`;
}

/** The anchor of a heading in the section that an exercise is about. */
function anchorIn(guide: string, heading: string | undefined): string {
  if (heading === undefined || heading.startsWith('phase-')) return heading ?? guide;
  return [...guide.split('/').slice(0, 2), heading].join('/');
}

function distinct(complaints: readonly Complaint[]): readonly Complaint[] {
  return [...new Map(complaints.map((complaint) => [JSON.stringify(complaint), complaint])).values()];
}
