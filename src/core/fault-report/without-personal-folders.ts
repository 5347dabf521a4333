import { escaped } from '../escaped';

/** Folders whose paths are nobody else's business. Absolute, as the operating system writes them. */
export interface PersonalFolders {
  readonly folder?: string | undefined;
  readonly home: string;
  readonly temp: string;
}

/**
 * A text with names in place of its owner's folders, however they are written: with either slash, doubled as in a string
 * of code, or as a link. The name of the home folder is the name of its owner, so that is replaced as well.
 */
export function withoutPersonalFolders(text: string, { folder, home, temp }: PersonalFolders): string {
  const named = [
    [folder, '<folder>'],
    [temp, '<temp>'],
    [home, '<home>'],
  ] as const;
  const known = named
    .flatMap(([place, name]) => (place === undefined || stepsOf(place).length === 0 ? [] : [{ place, name }]))
    .sort((one, other) => other.place.length - one.place.length);
  const replaced = known.reduce((before, { place, name }) => before.replace(writings(place), name), text);
  return withoutOwner(withoutHomes(replaced), stepsOf(home).at(-1) ?? '');
}

/** A folder in all the ways in which it may be written, with whatever case: some systems do not care. */
function writings(place: string): RegExp {
  const steps = stepsOf(place).map((step) => {
    const [plain, encoded] = [escaped(step), escaped(encodeURIComponent(step))];
    return plain === encoded ? plain : `(?:${plain}|${encoded})`;
  });
  const before = /^[/\\]/.test(place) ? '+' : '*';
  return new RegExp(`(?:file:\\/{2,3}|\\/|\\\\)${before}${steps.join('(?:\\/|\\\\{1,2})')}(?![\\w-])`, 'gi');
}

function stepsOf(place: string): readonly string[] {
  return place.split(/[/\\]+/).filter((step) => step !== '');
}

/** Home folders of others, and of the same person under another path. */
function withoutHomes(text: string): string {
  return text.replace(
    /(?:[a-z](?::|%3A))?(?:\/|\\{1,2})(?:home|Users)(?:\/|\\{1,2})[^/\\\s:"'<>]+/gi,
    '<home>',
  );
}

/** Short names are words of other things as well. */
function withoutOwner(text: string, owner: string): string {
  if (owner.length < 3) return text;
  return text.replace(new RegExp(`(?<![\\w-])${escaped(owner)}(?![\\w-])`, 'gi'), '<user>');
}
