import * as v from 'valibot';
import { text } from './values';

/** `annotations.yaml`, format 1: places in a code base that the guides explain. */
export const annotationsSchema = v.strictObject({
  formatVersion: v.literal(1),
  repository: v.strictObject({
    name: text,
    /** Go module paths by which a clone is recognised. */
    modules: v.pipe(v.array(text), v.minLength(1)),
  }),
  annotations: v.array(v.strictObject({ file: text, symbol: text, guide: text, note: text })),
});

export type PlaceAnnotations = v.InferOutput<typeof annotationsSchema>;
