import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { manifestJsonSchema, schemaFile } from './manifest-schema';

describe('exercise.schema.json', () => {
  it('says what the course enforces (npm run schema writes it again)', () => {
    assert.equal(readFileSync(schemaFile, 'utf8'), manifestJsonSchema());
  });
});
