/**
 * Validates the policies of `functions/permissions/policies` against their schema and writes what is made from them:
 *
 *   functions/permissions/generated/policy-set.json      the policies by id, compressed
 *   functions/permissions/generated/policy-texts.json    the schema, the policies as they are written, and their words
 *   functions/platform/generated/role-permissions.ts     what Cedar answers for each built-in role and permission
 *
 * With `--check` it writes nothing and exits 1 when a file is not what it should be. A policy that fails the validator
 * fails this, and with it the build.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'functions/permissions/policies');
const check = process.argv.includes('--check');

const names = (await readdir(folder)).sort();
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const schema = await read('schema.cedarschema');
const texts = await Promise.all(names.filter((name) => name.endsWith('.cedar')).map(read));

const parts = cedar.policySetTextToParts(texts.join('\n'));
if (parts.type === 'failure') throw new Error(JSON.stringify(parts.errors, null, 2));

const policies: Record<string, string> = {};
const sources: Record<string, string> = {};
const words: Record<string, { en: string; zh: string }> = {};
for (const text of parts.policies) {
  const parsed = cedar.policyToJson(text);
  if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors, null, 2));
  const { id, en, zh } = parsed.json.annotations ?? {};
  if (!id || !en || !zh) throw new Error(`a policy needs @id, @en and @zh:\n${text}`);
  if (policies[id] !== undefined) throw new Error(`two policies are called ${id}`);
  // Without annotations and white space: what the functions load.
  const plain = cedar.policyToText({ ...parsed.json, annotations: {} });
  if (plain.type === 'failure') throw new Error(JSON.stringify(plain.errors, null, 2));
  policies[id] = plain.text.replace(/\s+/g, ' ').replace(/([([{]) | (?=[)\]}])/g, '$1');
  sources[id] = text;
  words[id] = { en, zh };
}

const answer = cedar.validate({
  schema,
  policies: { staticPolicies: policies },
  validationSettings: { mode: 'strict' },
});
if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors, null, 2));
const faults = [...answer.validationErrors, ...answer.validationWarnings];
if (faults.length > 0) throw new Error(JSON.stringify(faults, null, 2));

const { permissions, roles } = await import('../functions/platform/permission-names.ts');
const none = {
  files_read: [],
  runs_read: [],
  runs_cancel: [],
  scripts_read: [],
  triggers_read: [],
  triggers_manage: [],
};

/** Asks Cedar whether a role allows a permission on the platform. */
const allows = (role: string, permission: string): boolean => {
  const result = cedar.isAuthorized({
    principal: { type: 'User', id: 'somebody' },
    action: { type: 'Action', id: permission },
    resource: { type: 'Platform', id: 'openscript' },
    context: {},
    schema,
    validateRequest: true,
    policies: { staticPolicies: policies },
    entities: [
      {
        uid: { type: 'User', id: 'somebody' },
        attrs: { username: 'somebody', permissions: [], reach: none },
        parents: [{ type: 'Role', id: role }],
      },
    ],
  });
  if (result.type === 'failure') throw new Error(JSON.stringify(result.errors, null, 2));
  return result.response.decision === 'allow';
};

const table = roles
  .map((role) => {
    const allowed = permissions.filter((permission) => allows(role, permission));
    return `  ${role}: [\n${allowed.map((name) => `    '${name}',\n`).join('')}  ],\n`;
  })
  .join('');

/** A sixth of the size: every function that may ask Cedar carries them. */
const deflated = deflateRawSync(JSON.stringify(policies), { level: 9 }).toString('base64');

const outputs: Readonly<Record<string, string>> = {
  'functions/permissions/generated/policy-set.json': `${JSON.stringify({ deflated })}\n`,
  'functions/permissions/generated/policy-texts.json': `${JSON.stringify({ schema, sources, words }, null, 2)}\n`,
  'functions/platform/generated/role-permissions.ts': `// Written by bin/generate-policies.ts: what the policies in functions/permissions/policies say.
import type { Permission, Role } from '../permission-names.ts';

/** What each built-in role allows, as Cedar decides it. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
${table}};
`,
};

for (const [path, wanted] of Object.entries(outputs)) {
  const file = join(root, path);
  const present = await readFile(file, 'utf8').catch(() => undefined);
  if (present === wanted) continue;
  if (check) {
    console.error(`${path} is not up to date: run npm run generate`);
    process.exitCode = 1;
  } else {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, wanted);
    console.log(`wrote ${path}`);
  }
}
