/** `codealong/postgres` as checks see it: the kit, and the database of their exercise. */
import type { Database } from './database';

export * from './index';
export declare const database: Database;
