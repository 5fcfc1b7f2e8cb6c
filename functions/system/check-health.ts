import type { Operation } from '../platform/api.ts';
import { ApiError, errorCodes } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import type { systemRoutes } from './contract.ts';
import type { DependencyCheck } from './dependency-check.ts';

/** How long one check may take, in milliseconds. */
export const CHECK_LIMIT_MS = 2000;
/** How long an outcome is given again: anybody may ask, and each asking costs five calls. In milliseconds. */
export const OUTCOME_KEPT_MS = 2000;

export interface CheckHealthDependencies {
  readonly checks: Readonly<Record<string, DependencyCheck>>;
  readonly version: string;
  readonly now: () => number;
  readonly log: Log;
}

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
}

const unhealthy = (failed: readonly string[]): ApiError =>
  new ApiError(errorCodes.unavailable, text('not everything needed answers', '部分依赖的服务无响应'), {
    retryAfter: 5,
    fields: failed.map((name) => ({
      field: `checks.${name}`,
      message: text('does not answer', '无响应'),
    })),
  });

/** Runs a check within its limit, also one that does not listen to its signal. */
const run = async (name: string, check: DependencyCheck, deps: CheckHealthDependencies): Promise<Outcome> => {
  const started = deps.now();
  const signal = AbortSignal.timeout(CHECK_LIMIT_MS);
  try {
    await Promise.race([
      check(signal),
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('took too long')), { once: true });
      }),
    ]);
    return { name, ok: true, ms: deps.now() - started };
  } catch (cause) {
    deps.log.warn('a dependency does not answer', { dependency: name, cause });
    return { name, ok: false, ms: deps.now() - started };
  }
};

/** `GET /health`: 200 once everything needed answers, else 503 naming what does not. */
export const makeCheckHealth = (
  deps: CheckHealthDependencies,
): Operation<RouteOf<typeof systemRoutes, 'checkHealth'>> => {
  let kept: { readonly until: number; readonly outcomes: Promise<readonly Outcome[]> } | undefined;

  const outcomes = (): Promise<readonly Outcome[]> => {
    if (kept === undefined || kept.until <= deps.now()) {
      const running = Object.entries(deps.checks).map(([name, check]) => run(name, check, deps));
      kept = { until: deps.now() + OUTCOME_KEPT_MS, outcomes: Promise.all(running) };
    }
    return kept.outcomes;
  };

  return async () => {
    const all = await outcomes();
    const failed = all.filter((outcome) => !outcome.ok).map(({ name }) => name);
    if (failed.length > 0) throw unhealthy(failed);
    const checks = Object.fromEntries(all.map(({ name, ms }) => [name, { status: 'ok', ms }]));
    return ok({ status: 'ok', version: deps.version, checks });
  };
};
