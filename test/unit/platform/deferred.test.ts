import { describe, expect, test } from 'vitest';
import { deferred, deferredCall } from '../../../functions/platform/deferred.ts';

const counting = (failures = 0) => {
  let loads = 0;
  const load = () => {
    loads += 1;
    if (loads <= failures) return Promise.reject(new Error('no module'));
    const base = 40;
    return Promise.resolve({
      add: (n: number) => Promise.resolve(base + n),
      fail: () => Promise.reject(new RangeError('no')),
    });
  };
  return { load, loads: () => loads };
};

describe('a deferred service', () => {
  test('is loaded by its first call, once, however many come at once', async () => {
    const { load, loads } = counting();
    const service = deferred(load);
    expect(loads()).toBe(0);
    expect(await Promise.all([service.add(1), service.add(2)])).toEqual([41, 42]);
    expect(loads()).toBe(1);
  });

  test('passes failures on as they are', async () => {
    await expect(deferred(counting().load).fail()).rejects.toThrow(RangeError);
  });

  test('is loaded anew after a load that failed', async () => {
    const { load } = counting(1);
    const service = deferred(load);
    await expect(service.add(1)).rejects.toThrow('no module');
    expect(await service.add(1)).toBe(41);
  });

  test('is no promise: awaiting it loads nothing', async () => {
    const { load, loads } = counting();
    const service = await Promise.resolve(deferred(load));
    expect(loads()).toBe(0);
    expect(await service.add(2)).toBe(42);
  });
});

test('a deferred call loads once and passes its arguments', async () => {
  let loads = 0;
  const join = deferredCall(() => {
    loads += 1;
    return Promise.resolve((one: string, other: string) => Promise.resolve(one + other));
  });
  expect(loads).toBe(0);
  expect([await join('a', 'b'), await join('c', 'd')]).toEqual(['ab', 'cd']);
  expect(loads).toBe(1);
});
