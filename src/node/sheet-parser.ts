import { join } from 'node:path';
import type { ParseData } from '../core/data-document';
import { loadBundle } from './code-cache';
import type * as parser from './parse-yaml';

/** Gives the YAML parser, which is a bundle of its own: nobody waits for it who checks no answer sheet. */
export function sheetParser(distLocation: string): () => Promise<ParseData> {
  let loading: Promise<ParseData> | undefined;
  const load = async (): Promise<ParseData> => {
    const { exports } = await loadBundle(join(distLocation, 'parse-yaml.js'));
    return (exports as typeof parser).parseYaml;
  };
  return () => (loading ??= load());
}
