/**
 * Rings between folders: two folders that need each other are one room with a wall in it. Tests are left out, because they
 * reach across folders by their nature.
 */
const { options } = require('./.dependency-cruiser.cjs');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-rings-of-folders',
      comment: 'A ring of folders has no order in which one can read it.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/' },
      to: { circular: true },
    },
  ],
  options: { ...options, exclude: { path: `${options.exclude.path}|\\.test\\.ts$|^test/` } },
};
