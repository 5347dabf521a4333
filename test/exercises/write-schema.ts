import { writeFileSync } from 'node:fs';
import { manifestJsonSchema, schemaFile } from './manifest-schema';

writeFileSync(schemaFile, manifestJsonSchema());
