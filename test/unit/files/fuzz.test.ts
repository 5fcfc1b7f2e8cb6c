import { test } from 'vitest';
import { filesRoutes } from '../../../functions/files/contract.ts';
import { fuzzRoutes } from '../platform/fuzz-routes.ts';
import { filesApi } from './files-api.ts';

test('no input is our fault', async () => {
  const { clerk } = filesApi();
  await fuzzRoutes(filesRoutes, clerk);
});
