import path from 'node:path';

export const root = path.resolve(__dirname, '..');
export const dist = path.join(root, 'dist');
export const pack = path.join(root, 'exercises');
/** The lesson that is measured. */
export const lesson = path.join(pack, 'week-01/circuit-breaker');
