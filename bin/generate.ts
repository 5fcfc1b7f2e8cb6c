/**
 * Writes what is made from the route lists: `npm run generate`. With `--check` it writes nothing, names every file that
 * is not what it should be, and exits 1.
 *
 *   docs/openapi.json                                the API's reference
 *   functions/system/generated/reference-page.json   the same, rendered, for GET /docs
 *   web/src/api/generated/schema.d.ts                the console's client types
 *
 * and, by bin/generate-policies.ts, what the policies say, and, by bin/generate-packages.ts, the runner's list of packages.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { makeConsoleTypes } from './generate/console-types.ts';
import { makeOpenapiDocument } from './generate/openapi-document.ts';
import { makeReferencePage } from './generate/reference-page.ts';

const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const document = makeOpenapiDocument(manifest.version);
const outputs: Readonly<Record<string, string>> = {
  'docs/openapi.json': `${JSON.stringify(document, null, 2)}\n`,
  'functions/system/generated/reference-page.json': `${JSON.stringify(makeReferencePage(document), null, 2)}\n`,
  'web/src/api/generated/schema.d.ts': await makeConsoleTypes(document),
};

let stale = 0;
for (const [path, wanted] of Object.entries(outputs)) {
  const file = join(root, path);
  const present = await readFile(file, 'utf8').catch(() => undefined);
  if (present === wanted) continue;
  if (check) {
    console.error(`${path} is not up to date: run npm run generate`);
    stale += 1;
  } else {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, wanted);
    console.log(`wrote ${path}`);
  }
}

const policies = spawnSync(
  process.execPath,
  [join(root, 'bin/generate-policies.ts'), ...(check ? ['--check'] : [])],
  { stdio: 'inherit' },
);
if (policies.status !== 0) stale += 1;

const packages = join(root, 'bin/generate-packages.ts');
if (existsSync(packages)) {
  const { status } = spawnSync(process.execPath, [packages, ...(check ? ['--check'] : [])], {
    stdio: 'inherit',
  });
  if (status !== 0) stale += 1;
}
process.exitCode = stale === 0 ? 0 : 1;
