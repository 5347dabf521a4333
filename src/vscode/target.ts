import { languages, type Language } from '../core/catalog/manifest';

/** What a command is about: an exercise, and more where the caller knows it. */
export interface Target {
  readonly exercise: string;
  readonly language?: Language;
  /** Id of a moment in the history of the exercise in this language. */
  readonly moment?: string;
}

/** Reads the argument of a command: an exercise id, a tree node, or a target. Undefined when it names no exercise. */
export function targetOf(argument: unknown): Target | undefined {
  if (typeof argument === 'string') return argument === '' ? undefined : { exercise: argument };
  if (typeof argument !== 'object' || argument === null || !('exercise' in argument)) return undefined;
  const { exercise } = argument;
  if (typeof exercise !== 'string') return undefined;
  const language = languages.find((known) => 'language' in argument && argument.language === known);
  if (!language) return { exercise };
  const moment = 'moment' in argument ? argument.moment : undefined;
  return typeof moment === 'string' ? { exercise, language, moment } : { exercise, language };
}
