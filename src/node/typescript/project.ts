import { posix } from 'node:path';
import ts from 'typescript';
import type { Folder } from '../../core/ports';
import { rememberLast } from '../../core/remember-last';

/** What a `tsconfig.json` of the learner's says that changes what a file means when it runs, or where its imports lead. */
export interface Project {
  readonly options: ts.CompilerOptions;
  /** A pattern of specifiers with at most one `*` → patterns of paths in the learner's folder, the first that is there counts. */
  readonly aliases: readonly (readonly [pattern: string, paths: readonly string[]])[];
  /** What could not be taken into account, in words for the learner. */
  readonly notes: readonly string[];
}

const none: Project = { options: {}, aliases: [], notes: [] };

/** Gives what finds the project of a file, by the rule of editors: the nearest one above it. Each is read once. */
export function projectsIn(folder: Folder): (file: string) => Promise<Project> {
  const known = new Map<string, Promise<Project>>();
  const projectAt = (place: string): Promise<Project> => {
    const found = known.get(place) ?? look(place);
    known.set(place, found);
    return found;
  };
  const look = async (place: string): Promise<Project> => {
    const config = posix.join(place, 'tsconfig.json');
    if ((await folder.kind(config)) === 'file') return projectOf(await settingsOf(folder, config, []));
    return place === '.' ? none : projectAt(posix.dirname(place));
  };
  return (file) => projectAt(posix.dirname(file));
}

/** The settings of a file and of those that it extends. */
interface Settings {
  readonly values: Readonly<Record<string, unknown>>;
  readonly aliases: Project['aliases'];
  /** Where bare specifiers are looked for, when `baseUrl` says so. */
  readonly base: string | undefined;
  readonly notes: readonly string[];
}

const parse = rememberLast((path, text) => {
  const { config } = ts.parseConfigFileTextToJson(path, text) as { config?: unknown };
  const { compilerOptions, extends: parents } = asRecord(config);
  const named = typeof parents === 'string' ? [parents] : Array.isArray(parents) ? parents : [];
  return { own: asRecord(compilerOptions), parents: named.filter((one) => typeof one === 'string') };
});

async function settingsOf(folder: Folder, config: string, below: readonly string[]): Promise<Settings> {
  const { own, parents } = parse(config, await folder.read(config));
  let settings: Settings = { values: {}, aliases: [], base: undefined, notes: [] };
  for (const parent of parents) {
    const path = await configAt(folder, config, parent);
    const found = path !== undefined && !below.includes(path);
    const from = found ? await settingsOf(folder, path, [...below, config]) : unread(config, parent);
    settings = {
      values: { ...settings.values, ...from.values },
      aliases: from.aliases.length > 0 ? from.aliases : settings.aliases,
      base: from.base ?? settings.base,
      notes: [...settings.notes, ...from.notes],
    };
  }
  const here = posix.dirname(config);
  const base = typeof own['baseUrl'] === 'string' ? posix.join(here, own['baseUrl']) : settings.base;
  return {
    values: { ...settings.values, ...own },
    aliases: own['paths'] === undefined ? settings.aliases : aliasesIn(own['paths'], base ?? here),
    base,
    notes: settings.notes,
  };
}

function unread(config: string, parent: string): Settings {
  const what = 'experimentalDecorators, useDefineForClassFields, target or paths';
  const note = `${config} extends "${parent}", which is not in the course folder, so it was not read: if it sets ${what}, set them in ${config} itself.`;
  return { values: {}, aliases: [], base: undefined, notes: [note] };
}

async function configAt(folder: Folder, from: string, named: string): Promise<string | undefined> {
  const base = named.startsWith('.') ? posix.join(posix.dirname(from), named) : `node_modules/${named}`;
  for (const path of [base, `${base}.json`, posix.join(base, 'tsconfig.json')])
    if (!path.startsWith('../') && (await folder.kind(path)) === 'file') return path;
  return undefined;
}

function aliasesIn(paths: unknown, base: string): Project['aliases'] {
  return Object.entries(asRecord(paths)).map(([pattern, targets]) => {
    const texts = Array.isArray(targets) ? targets.filter((one) => typeof one === 'string') : [];
    return [pattern, texts.map((text) => posix.join(base, text))] as const;
  });
}

function projectOf({ values, aliases, base, notes }: Settings): Project {
  const anywhere = base === undefined ? [] : [['*', [posix.join(base, '*')]] as const];
  return { options: meaningOf(values), aliases: [...aliases, ...anywhere], notes };
}

/** The options that change what the same text does. Everything else is as the judge has it. */
function meaningOf(values: Settings['values']): ts.CompilerOptions {
  const { experimentalDecorators, emitDecoratorMetadata, useDefineForClassFields, esModuleInterop } = values;
  const defines =
    typeof useDefineForClassFields === 'boolean' ? useDefineForClassFields : hasClassFields(values['target']);
  return {
    useDefineForClassFields: defines,
    ...(experimentalDecorators === true && { experimentalDecorators }),
    ...(emitDecoratorMetadata === true && { emitDecoratorMetadata }),
    ...(esModuleInterop === false && { esModuleInterop }),
  };
}

/** Whether a target has class fields of its own, which decides how they are initialised. */
function hasClassFields(target: unknown): boolean {
  const name = typeof target === 'string' ? target.toLowerCase() : '';
  const [, year] = /^es(\d{4})$/.exec(name) ?? [];
  return name === 'esnext' || Number(year) >= 2022;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
