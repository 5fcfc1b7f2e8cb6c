import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeApi } from '../../../functions/platform/api.ts';
import { notSignedIn } from '../../../functions/platform/errors.ts';
import { makeLog } from '../../../functions/platform/log.ts';
import { makeCheckHealth, OUTCOME_KEPT_MS } from '../../../functions/system/check-health.ts';
import { systemRoutes } from '../../../functions/system/contract.ts';
import type { DependencyCheck } from '../../../functions/system/dependency-check.ts';
import { httpEvent, send } from '../platform/http-events.ts';

const checkHealthOnly = systemRoutes.filter((route) => route.operation === 'checkHealth');

const healthApi = (checks: Record<string, DependencyCheck>) => {
  const lines: string[] = [];
  const log = makeLog('system', (line) => lines.push(line));
  const now = Date.now;
  const handler = makeApi(
    checkHealthOnly,
    { checkHealth: makeCheckHealth({ checks, version: '1.2.3', now, log }) },
    { authenticate: () => Promise.reject(notSignedIn()), defaultLanguage: 'en', now, log },
  );
  return { ask: (headers = {}) => send(handler, httpEvent('GET', '/health', { headers })), lines };
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('GET /health', () => {
  test('is 200 with the version when everything answers', async () => {
    const { ask } = healthApi({ table: async () => 1, user_pool: async () => 2 });
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ status: 'ok', version: '1.2.3', checks: { table: { status: 'ok' } } });
    expect(Object.keys(body.data.checks)).toEqual(['table', 'user_pool']);
  });

  test('is 503 naming what does not answer, in the caller’s language, without the reason', async () => {
    const failing = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.1'));
    const { ask, lines } = healthApi({ table: async () => 1, files_bucket: failing });
    const { status, headers, body } = await ask({ 'accept-language': 'zh-CN' });
    expect([status, body.code]).toEqual([503, 50301]);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(body.errors).toEqual([{ field: 'checks.files_bucket', message: '无响应' }]);
    expect(JSON.stringify(body)).not.toContain('ECONNREFUSED');
    expect(lines.join()).toContain('ECONNREFUSED');
  });

  test('gives a check two seconds, also one that listens to nothing', async () => {
    vi.useRealTimers(); // AbortSignal.timeout is not faked
    const never = () => new Promise<never>(() => undefined);
    const { ask } = healthApi({ table: never, artifacts_bucket: async () => 1 });
    const { status, body } = await ask();
    expect([status, body.errors.length, body.errors[0].field]).toEqual([503, 1, 'checks.table']);
  });

  test('asks everything once for many who ask at the same time, and again later', async () => {
    let asked = 0;
    const { ask } = healthApi({ table: async () => (asked += 1) });
    await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect(asked).toBe(1);
    vi.advanceTimersByTime(OUTCOME_KEPT_MS);
    await ask();
    expect(asked).toBe(2);
  });
});
