import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pointerSchema } from '../../../functions/webhooks/json-pointer-schema.ts';
import { mapPayload } from '../../../functions/webhooks/map-payload.ts';
import { bucketAt, secondsUntilToken } from '../../../functions/webhooks/rate-limit.ts';
import { resolvePointer } from '../../../functions/webhooks/resolve-pointer.ts';
import { makeSealing, newSecret } from '../../../functions/webhooks/sealing.ts';
import { checkSignature, sign } from '../../../functions/webhooks/signature.ts';

const at = Date.parse('2026-11-24T08:00:00Z');

describe('a signature', () => {
  test('is what others compute: a known answer of openssl', () => {
    const header = sign('whsec_test', 1_700_000_000_000, Buffer.from('{"a":1}'));
    expect(header).toBe('t=1700000000,v1=38877139021993b830af32feea6e18a8da83eb2f6e49ee50bd9e4cf4ca4d3789');
  });

  test('holds for its secret, its bytes and five minutes both ways, and for nothing else', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: -600, max: 600 }),
        fc.nat(),
        (secret, body, drift, place) => {
          const header = sign(secret, at, body);
          const now = at + drift * 1000;
          expect(checkSignature(header, body, [`${secret}x`, secret], now) !== undefined).toBe(
            Math.abs(drift) <= 300,
          );
          expect(checkSignature(header, body, [`${secret}x`], at)).toBeUndefined();
          expect(checkSignature(header, body, [], at)).toBeUndefined();
          const other = Buffer.from([...body, 0]);
          expect(checkSignature(header, other, [secret], at)).toBeUndefined();
          if (body.length > 0) {
            other.set(body);
            const changed = Buffer.from(body);
            changed[place % body.length] = (changed[place % body.length] ?? 0) ^ 1;
            expect(checkSignature(header, changed, [secret], at)).toBeUndefined();
          }
          const letter = header.length - 1 - (place % 64);
          const flipped = `${header.slice(0, letter)}${header[letter] === '0' ? '1' : '0'}${header.slice(letter + 1)}`;
          if (flipped !== header) expect(checkSignature(flipped, body, [secret], at)).toBeUndefined();
          expect(checkSignature(header.slice(0, -1), body, [secret], at)).toBeUndefined();
        },
      ),
    );
  });

  test('may stand beside another one, and is named the same then', () => {
    const body = Buffer.from('x');
    const header = sign('new', at, body);
    const both = `${sign('old', at, body)},${header.split(',')[1]}`;
    expect(checkSignature(both, body, ['new'], at)).toBe(checkSignature(header, body, ['new'], at));
    expect(
      checkSignature(header.toUpperCase().replace('T=', 't=').replace('V1=', 'v1='), body, ['new'], at),
    ).toBeDefined();
    expect(checkSignature(undefined, body, ['new'], at)).toBeUndefined();
  });

  test('of any text never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('t=1,v1=zz', 't=99999999999999,v1=', ',,,=')),
        (header) => {
          expect(checkSignature(header, Buffer.from(''), ['s'], at)).toBeUndefined();
        },
      ),
    );
  });
});

describe('a pointer', () => {
  /** RFC 6901 §5. */
  const document = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'e^f': 3,
    'g|h': 4,
    'i\\j': 5,
    'k"l': 6,
    ' ': 7,
    'm~n': 8,
  };
  test.each([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
    ['/foo/2', undefined],
    ['/foo/01', undefined],
    ['/foo/-', undefined],
    ['/foo/length', undefined],
    ['/none/x', undefined],
    ['/foo/0/0', undefined],
    ['/__proto__', undefined],
    ['/constructor', undefined],
    ['/toString', undefined],
  ])('%o', (pointer, value) => {
    expect(pointerSchema.safeParse(pointer).success).toBe(true);
    expect(resolvePointer(document, pointer)).toEqual(value);
  });

  test.each(['foo', '/a~', '/a~2', 'a/b', '#/a'])('%o is none', (pointer) => {
    expect(pointerSchema.safeParse(pointer).success).toBe(false);
  });

  test('finds every place of every document', () => {
    const stepTo = (key: string | number) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const walk = (value: unknown, pointer: string, root: unknown): void => {
      expect(resolvePointer(root, pointer)).toEqual(value);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) walk(inner, `${pointer}${stepTo(key)}`, root);
    };
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (root) => walk(root, '', root)));
  });
});

describe('a payload', () => {
  const hook = {
    parameters: { fixed: 1 },
    mapping: [
      { parameter: 'a', path: '/a', required: true },
      { parameter: 'b', path: '/b', required: false, default: 2 },
      { parameter: 'fixed', path: '/fixed', required: false },
    ],
    file_mapping: [{ parameter: 'f', path: '/f', required: true }],
  };

  test('fills parameters, takes defaults, and never a fixed value', () => {
    const mapped = mapPayload(hook, { a: 0, b: null, fixed: 9, f: 'https://x.example/1' });
    expect(mapped).toMatchObject({
      parameters: { a: 0, b: 2, fixed: 1 },
      urls: { f: ['https://x.example/1'] },
      faults: [],
    });
  });

  test('names each place that is missing', () => {
    const { faults } = mapPayload(hook, {});
    expect(faults.map(({ field, details }) => [field, details?.parameter])).toEqual([
      ['/a', 'a'],
      ['/f', 'f'],
    ]);
  });

  test('of any kind is mapped or faulty, and changes nothing beyond', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        const { parameters } = mapPayload(hook, payload);
        expect(Object.keys(parameters).every((name) => ['a', 'b', 'fixed'].includes(name))).toBe(true);
        expect(parameters.fixed).toBe(1);
      }),
    );
  });
});

describe('what is sealed', () => {
  const sealing = makeSealing(async () => 'the secret of a stage');

  test('opens for its own subject, and is not the same twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (plain, subject) => {
        const [one, two] = [await sealing.seal(plain, subject), await sealing.seal(plain, subject)];
        expect(one).not.toBe(two);
        expect(await sealing.open(one, subject)).toBe(plain.toWellFormed());
        await expect(sealing.open(one, `${subject}x`)).rejects.toThrow();
        await expect(makeSealing(async () => 'another').open(one, subject)).rejects.toThrow();
      }),
      { numRuns: 50 },
    );
  });

  test('does not open when one bit of it was changed, or it was cut', async () => {
    const sealed = Buffer.from(await sealing.seal('a secret', 'hook_1'), 'base64url');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(sealing.open(changed.toString('base64url'), 'hook_1')).rejects.toThrow();
      await expect(sealing.open(sealed.subarray(0, at).toString('base64url'), 'hook_1')).rejects.toThrow();
    }
  });

  test('tokens and secrets are 256 bits, each another', async () => {
    const tokens = await Promise.all(['a', 'b'].flatMap((id) => [1, 2].map((n) => sealing.tokenOf(id, n))));
    expect(new Set(tokens).size).toBe(4);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await sealing.tokenOf('a', 1)).toBe(tokens[0]);
    expect(newSecret()).not.toBe(newSecret());
  });
});

test('a bucket lets through its burst and then its rate, and never more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.nat({ max: 20_000 }), { minLength: 1, maxLength: 200 }),
      (per_minute, burst, gaps) => {
        let now = at;
        let fullAt = at;
        let taken = 0;
        for (const gap of gaps) {
          now += gap;
          const bucket = bucketAt({ per_minute, burst }, now);
          if (Math.max(now, fullAt) > bucket.latest) {
            const wait = secondsUntilToken(fullAt, bucket);
            expect(bucketAt({ per_minute, burst }, now + wait * 1000).latest).toBeGreaterThanOrEqual(fullAt);
          } else {
            fullAt = Math.max(now, fullAt) + bucket.cost;
            taken += 1;
          }
          expect(taken).toBeLessThanOrEqual(burst + ((now - at) / 60_000) * per_minute + 1e-6);
        }
      },
    ),
  );
});
