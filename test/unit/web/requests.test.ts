import { describe, expect, it } from 'vitest';
import { isPassing, mayRepeat, TRIES, waitBefore } from '../../../web/src/api/back-off.ts';
import { faultsBelow, readFailure, samePlace } from '../../../web/src/api/failure.ts';
import { makeLane } from '../../../web/src/upload/lane.ts';

describe('sending again', () => {
  it('repeats only what reads or carries a key', () => {
    expect([mayRepeat('GET', false), mayRepeat('POST', false), mayRepeat('POST', true)]).toEqual([
      true,
      false,
      true,
    ]);
    expect([503, 429, 502, 504, 500, 400].map(isPassing)).toEqual([true, true, true, true, false, false]);
  });

  it('waits longer each time, within bounds, and never less than the server asks', () => {
    const longest = Array.from({ length: TRIES }, (_, at) => waitBefore(at + 1, undefined, 1));
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000]);
    expect(waitBefore(10, undefined, 0)).toBe(4000);
    expect(waitBefore(1, 3, 0)).toBe(3000);
    expect(waitBefore(1, 3600, 0)).toBe(30_000);
  });
});

describe('reading failures', () => {
  it("keeps the API's words, the fields and the place in a source", () => {
    const failure = readFailure(400, {
      code: 40001,
      message: '请求内容不正确',
      errors: [{ field: 'source', message: 'x', line: 3, column: 5, end_line: 3, end_column: 9 }],
      request_id: 'r1',
    });
    expect(failure).toMatchObject({ code: 40001, status: 400, message: '请求内容不正确', requestId: 'r1' });
    expect(failure.faults).toEqual([
      { field: 'source', message: 'x', line: 3, column: 5, endLine: 3, endColumn: 9 },
    ]);
  });

  it.each([undefined, null, 'a page of a proxy', [], { errors: 'x' }, { code: 'x', errors: [3, null] }])(
    'makes sense of %j',
    (body) => {
      expect(readFailure(502, body)).toMatchObject({ code: 50201, status: 502, message: '', faults: [] });
    },
  );

  it('finds the field of a fault however its path is written', () => {
    expect(samePlace('parameters.offices[2]')).toBe('parameters.offices.2');
    const faults = [
      { field: 'parameters.offices[2]', message: 'a' },
      { field: 'script', message: 'b' },
    ];
    expect([...faultsBelow(faults, 'parameters')]).toEqual([['offices.2', 'a']]);
  });
});

describe('a lane', () => {
  it('lets through at most its width, and everybody in the end', async () => {
    const lane = makeLane(3);
    let running = 0;
    let most = 0;
    const work = async (at: number) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      if (at === 4) throw new Error('one fails');
      return at;
    };
    const settled = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => lane(() => work(at))));
    expect(most).toBe(3);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(19);
  });
});
