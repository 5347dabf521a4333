/** What needs the TypeScript compiler: a bundle of its own, which is loaded when something is to be built. */
export { buildCases } from './build-cases';
export { buildJob } from './build-job';
export { checkModules } from './check-modules';
export { mutantsOf } from './mutation/mutants';
