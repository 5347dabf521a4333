import * as v from 'valibot';
import { CodealongError } from '../errors';

/** The kinds of value that the data files of a pack are made of. */

export const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));

const slugPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
export const slug = (what: string) =>
  v.pipe(v.string(), v.regex(slugPattern, `${what} must be lower-case words joined by "-"`));

/** Refuses with `invalid-name` what is not a slug. */
export function parseSlug(what: string, name: string): string {
  if (slugPattern.test(name)) return name;
  throw new CodealongError(
    'invalid-name',
    `${what} must be lower-case words joined by "-", and not "${name}".`,
  );
}

export const relativePath = v.pipe(
  v.string(),
  v.regex(
    /^(?!\/)(?!.*\\)(?!(?:.*\/)?\.{1,2}(?:\/|$))(?!.*\/\/)[^:]+[^/]$/,
    'must be a path inside the folder, with "/" and without "." or ".."',
  ),
);

/** A section of a guide, `phase-1/1.2`, or a heading in it, `phase-1/1.2/half-open`. */
export const guideAnchor = v.pipe(
  v.string(),
  v.regex(/^phase-\d+\/\d+\.\d+(\/[a-z0-9-]+)?$/, 'must look like phase-1/1.2 or phase-1/1.2/some-heading'),
);

/** An anchor, or only the heading when it lies in the section of the exercise's own guide. */
export const guideOrHeading = v.union(
  [guideAnchor, slug('a heading')],
  'must look like phase-1/1.2/some-heading, or like some-heading in the section of the exercise',
);

/** One value, or a list of them. */
export const oneOrMore = <T extends v.GenericSchema>(value: T) =>
  v.union([value, v.pipe(v.array(value), v.minLength(1, 'name at least one'))]);

export const ruleNumber = v.pipe(
  v.number(),
  v.integer('must be a whole number'),
  v.minValue(1, 'rules are numbered from 1'),
);
