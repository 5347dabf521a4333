import { languages, type Language } from '../../core/catalog/manifest';

/** What a command is about: an exercise, and more where the caller knows it. */
export interface Target {
  readonly exercise: string;
  readonly language?: Language;
  /** Id of a moment in the history of the exercise in this language. */
  readonly moment?: string;
  /** Id of a check of the exercise. */
  readonly check?: string;
  /** The path of one of its files, in the learner's folder. */
  readonly file?: string;
}

/** Reads the argument of a command: an exercise id, a tree node, or a target. Undefined when it names no exercise. */
export function targetOf(argument: unknown): Target | undefined {
  if (typeof argument === 'string') return argument === '' ? undefined : { exercise: argument };
  if (typeof argument !== 'object' || argument === null || !('exercise' in argument)) return undefined;
  const { exercise } = argument;
  if (typeof exercise !== 'string') return undefined;
  const language = languages.find((known) => 'language' in argument && argument.language === known);
  const check = textAt(argument, 'check');
  if (!language) return { exercise, ...check };
  return { exercise, language, ...textAt(argument, 'moment'), ...check, ...textAt(argument, 'file') };
}

/** One more thing that an argument may name. */
function textAt<K extends 'moment' | 'check' | 'file'>(argument: object, key: K): Partial<Record<K, string>> {
  const value: unknown = Reflect.get(argument, key);
  return typeof value === 'string' ? ({ [key]: value } as Record<K, string>) : {};
}
