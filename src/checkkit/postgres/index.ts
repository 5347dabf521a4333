/** The module `codealong/postgres`: what checks of SQL are written with, beside `codealong/checkkit`. */
export { Database, refusal, told, type Listener } from './database';
export { counted, drawPlan, indexesIn, nodesOf, type Plan } from './plan';
export { namedStatements, placeIn, type Script } from './script';
export type { Answer, Row, ServerError } from './session';
export { splitStatements, type Statement } from './split';
