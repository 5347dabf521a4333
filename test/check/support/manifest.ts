import type { Exercise } from '../../../src/core/catalog/catalog';
import type { Course } from '../../../src/core/catalog/course';
import type { Check, Manifest } from '../../../src/core/catalog/manifest';

/** A check as a manifest declares it, with only what the test is about spelled out. */
export function checkWith(id: string, rest: Partial<Check> = {}): Check {
  return {
    id,
    title: `Title of ${id}`,
    rules: [1],
    level: 'core',
    why: `Why ${id} matters.`,
    guide: 'phase-1/1.1',
    after: [],
    at: {},
    ...rest,
  };
}

/** The manifest of an exercise with one TypeScript and one Go file. */
export function manifestWith(rest: Partial<Manifest> = {}): Manifest {
  return {
    id: 'adder',
    week: 1,
    block: 'a',
    title: 'Adder',
    summary: 'Adds numbers.',
    size: 'S',
    guide: 'phase-1/1.1',
    requires: [],
    objectives: ['Add numbers.'],
    outOfScope: ['Fractions.'],
    tracks: {
      typescript: { files: [{ path: 'pkg/sum/sum.ts', role: 'learner' }] },
      go: { files: [{ path: 'pkg/sum/sum.go', role: 'learner' }] },
    },
    checks: [checkWith('adds'), checkWith('adds-nothing', { level: 'production', after: ['adds'] })],
    annotations: [],
    ...rest,
  };
}

/** An exercise of the pack, at the place where the fixture has its own. */
export function exerciseWith(rest: Partial<Manifest> = {}): Exercise {
  return { manifest: manifestWith(rest), path: 'week-01/adder' };
}

/** A course with nothing in it, but for what the test is about. */
export function courseWith(rest: Partial<Course> = {}): Course {
  return {
    formatVersion: 2,
    title: 'Course',
    story: 'Story',
    phases: [],
    paths: [],
    weeks: [],
    milestones: [],
    ...rest,
  };
}
