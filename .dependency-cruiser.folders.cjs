/**
 * Rings between folders: two folders that need each other are one room with a wall in it. Tests are left out, because they
 * reach across folders by their nature.
 */
const { options } = require('./.dependency-cruiser.cjs');

/** Folders that are still in a ring. One that has left its ring is struck out here, and never enters one again. */
const inRings = [
  'core/check',
  'core/history',
  'core/progress',
  'core/scaffold',
  'node/mine',
  'node/typescript',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-rings-of-folders',
      comment: 'A ring of folders has no order in which one can read it.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/', pathNot: `^src/(${inRings.join('|')})$` },
      to: { circular: true },
    },
  ],
  options: { ...options, exclude: { path: `${options.exclude.path}|\\.test\\.ts$|^test/` } },
};
