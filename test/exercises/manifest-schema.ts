import path from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { manifestFileSchema } from '../../src/core/catalog/manifest-file';

/** Where the JSON Schema of `exercise.yaml` ships, for editors. */
export const schemaFile = path.resolve(__dirname, '../../exercises/exercise.schema.json');

/** The JSON Schema as text, made from the schema that the course itself enforces. */
export function manifestJsonSchema(): string {
  const schema = toJsonSchema(manifestFileSchema, { typeMode: 'input', errorMode: 'ignore' });
  const described = {
    ...schema,
    title: 'exercise.yaml',
    description: 'One exercise of System Design Code-Along, format 2.',
  };
  return `${JSON.stringify(described, null, 2)}\n`;
}
