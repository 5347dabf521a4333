import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What src/vscode does in one file only: the file, and the name that no other file may say. */
const soleCallers = [
  {
    file: 'src/vscode/commands/register-commands.ts',
    name: '/^register(TextEditor)?Command$/',
    message: 'Commands are registered in commands/register-commands.ts: add a line to command-table.ts.',
  },
  {
    file: 'src/vscode/ui/context-keys.ts',
    name: '/^setContext$/',
    message: 'Context keys are declared and set in ui/context-keys.ts: call setContextKey.',
  },
];

/** However the name is said: as a member, taken out of its object, or as a text. */
const forbid = (callers) => ({
  'no-restricted-syntax': [
    'error',
    ...callers.map(({ name, message }) => ({
      selector: `:matches(Identifier[name=${name}], Literal[value=${name}], TemplateElement[value.raw=${name}])`,
      message,
    })),
  ],
});

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.cache/',
      '.sample-course/',
      'exercises/',
      'test/fixtures/',
      'test/editor/node_modules/',
      'bench/node_modules/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A function is async because its port says so, whether or not it has to wait.
      '@typescript-eslint/require-await': 'off',
      // An AbortSignal's reason is whatever its owner chose.
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingUnknown: true, allowThrowingAny: true },
      ],
      'max-lines': ['error', { max: 300 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' }],
    },
  },
  { files: ['src/vscode/**/*.ts'], rules: forbid(soleCallers) },
  ...soleCallers.map(({ file }) => ({
    files: [file],
    rules: forbid(soleCallers.filter((other) => other.file !== file)),
  })),
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    rules: {
      // Tests hand methods around to see what becomes of them.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable' } },
  },
);
