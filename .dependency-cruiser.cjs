/** The layers of the architecture: contract ← rules ← store and operations ← entries; see docs/overview.md. */
const domains =
  'identity|scripts|files|runs|system|queue|schedules|drop-folders|webhooks|audit|permissions|directory|mail|federation|im-bridge';
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-imports-schemas-only',
      comment:
        'contracts and their schemas are read by infra, web and the generator: zod, other contracts and the schemas of platform only',
      severity: 'error',
      from: {
        path: '^functions/[^/]+/(contract|[a-z-]+-(schema|routes))\\.ts$',
        pathNot: '^functions/(platform|runs/parameters)/',
      },
      to: {
        pathNot: [
          '^node_modules/zod',
          '^functions/[^/]+/(contract|[a-z-]+-(schema|routes))\\.ts$',
          '^functions/platform/(page|permissions|permission-names|thing|route|run-policy|id-schema|errors|text)\\.ts$',
        ],
      },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^functions/platform/' },
      to: { path: `^functions/(${domains})/` },
    },
    {
      name: 'domains-meet-at-their-index',
      severity: 'error',
      from: { path: `^functions/(${domains})/` },
      to: {
        path: `^functions/(${domains})/`,
        // identity's managed-pool.ts and open-password-history.ts are loaded by import(): inside the index they would cost every consumer.
        pathNot: [
          '^functions/$1/',
          // A contract's schemas may stand in files of their own, so that who needs one does not carry the routes.
          '^functions/[^/]+/(index|contract|[a-z-]+-schema)\\.ts$',
          '^functions/identity/(managed-pool|open-password-history)\\.ts$',
        ],
      },
    },
    {
      name: 'rules-have-no-io',
      comment: 'a rules file is named after its domain noun (run.ts, script.ts, file.ts, user.ts)',
      severity: 'error',
      from: {
        path: '^functions/[^/]+/(run|script|file|user|session|schedule|drop-folder|webhook|grant|custom-role|policy-set)\\.ts$',
      },
      to: { path: '(^node_modules/(@aws-sdk|electrodb|@middy)|/store\\.ts$)|^node:(fs|net|http|https)' },
    },
    {
      name: 'nobody-imports-entries',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^functions/[^/]+/(api|on-[^/]+)\\.ts$', pathNot: '^functions/platform/api\\.ts$' },
    },
    {
      name: 'infra-imports-contracts-only',
      severity: 'error',
      from: { path: '^infra/' },
      to: {
        path: '^functions/',
        pathNot: '^functions/([^/]+/(contract|environment)|platform/(route|table-shape|run-policy))\\.ts$',
      },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(cdk\\.out|dist|web)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
