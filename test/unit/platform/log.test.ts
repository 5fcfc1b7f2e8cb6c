import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeLog } from '../../../functions/platform/log.ts';

const written = (facts: Record<string, unknown>): string => {
  const lines: string[] = [];
  makeLog('runs', (line) => lines.push(line)).info('request', facts);
  return lines.join('\n');
};
const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
const encrypted = 'eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIn0.a2V5LWtleQ.aXYtaXY.Y2lwaGVydGV4dA.dGFnLXRhZw';
const presigned = 'https://b.s3.amazonaws.com/k?X-Amz-Credential=AKIAEXAMPLE&X-Amz-Signature=deadbeef01&x=1';

describe('a line of the log', () => {
  test('is one line of JSON with its level, whatever the facts are called', () => {
    const line = JSON.parse(written({ level: 'NONE', message: 'x\ny', n: 1 })) as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'INFO', service: 'runs', message: 'request', n: 1 });
  });

  test('can be made of anything', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.anything({ withBigInt: true, withDate: true, withTypedArray: true })),
        (facts) => {
          const line = written(facts);
          expect(line).not.toContain('\n');
          expect(() => JSON.parse(line) as unknown).not.toThrow();
        },
      ),
    );
  });

  test('survives what contains itself, and stays short', () => {
    const ring: Record<string, unknown> = {
      big: 'x'.repeat(1_000_000),
      many: Array.from({ length: 10_000 }, () => 'y'),
    };
    ring.again = ring;
    expect(written(ring).length).toBeLessThan(100_000);
  });
});

describe('secrets', () => {
  const names = fc.constantFrom(
    'password',
    'newPassword',
    'access_token',
    'refreshToken',
    'Authorization',
    'cookie',
    'upload_url',
    'session',
    'clientSecret',
    'X-Amz-Signature',
    'credentials',
    'policy',
  );
  const secret = fc.stringMatching(/^[a-z0-9]{12,20}$/).map((words) => `zz${words}zz`);

  test('under a telling name are hidden at any depth', () => {
    fc.assert(
      fc.property(
        names,
        secret,
        fc.array(fc.constantFrom('a', 'b', 'list'), { maxLength: 6 }),
        (name, value, path) => {
          let facts: unknown = { [name]: value, deeper: { [name]: [value] } };
          for (const step of path) facts = step === 'list' ? [facts] : { [step]: facts };
          expect(written({ facts })).not.toContain(value);
        },
      ),
    );
  });

  test.each([
    ['a token', token],
    ['an encrypted token', encrypted],
    ['a presigned URL', presigned],
    ['an access key', 'ASIAQWERTYUIOPASDFGH'],
    ['a header', 'Bearer abc.def-ghi'],
  ])('%s inside a text, an error, its cause or a name is hidden', (_, value) => {
    const error = new Error(`failed for ${value}`, { cause: new Error(value) });
    const line = written({ note: `see ${value}`, cause: error, [value]: 1 });
    const hidden = [
      token,
      encrypted.split('.').at(-1) ?? '',
      'deadbeef01',
      'ASIAQWERTYUIOPASDFGH',
      'abc.def-ghi',
    ];
    for (const part of hidden) expect(line).not.toContain(part);
    expect(line).toContain('failed for');
  });
});
