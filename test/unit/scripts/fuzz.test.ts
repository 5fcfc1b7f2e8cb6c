import { test } from 'vitest';
import { scriptsRoutes } from '../../../functions/scripts/contract.ts';
import { fuzzRoutes } from '../platform/fuzz-routes.ts';
import { scriptsApi, source } from './scripts-api.ts';

test('no input is our fault', async () => {
  const { author } = scriptsApi();
  await author('POST', '/scripts/upload', source('a', 'def main():\n    pass\n'));
  await fuzzRoutes(scriptsRoutes, author);
});
