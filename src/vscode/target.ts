import { languages, type Language } from '../core/catalog/manifest';

/** What a command is about: an exercise, and its language when the caller knows it. */
export interface Target {
  readonly exercise: string;
  readonly language?: Language;
}

/** Reads the argument of a command: an exercise id, a tree node, or a target. Undefined when it names no exercise. */
export function targetOf(argument: unknown): Target | undefined {
  if (typeof argument === 'string') return argument === '' ? undefined : { exercise: argument };
  if (typeof argument !== 'object' || argument === null || !('exercise' in argument)) return undefined;
  const { exercise } = argument;
  if (typeof exercise !== 'string') return undefined;
  const language = languages.find((known) => 'language' in argument && argument.language === known);
  return language ? { exercise, language } : { exercise };
}
