import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signingExample } from '../../../functions/webhooks/signing-example.ts';

test.each(Object.entries(signingExample))(
  'the example in %s is the one in the documentation',
  (_, program) => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/webhooks.md'), 'utf8');
    expect(page).toContain(program);
  },
);
