import type { Log } from '../../platform/log.ts';
import type { Retention } from '../../platform/run-policy.ts';
import { changeRun } from '../change-run.ts';
import { attemptPrefix, logPrefix, outcomePrefix, runPrefix } from '../object-keys.ts';
import type { RunObjects } from '../objects.ts';
import type { Run } from '../run.ts';
import type { RunStore } from '../store.ts';
import { daysUntil, dueParts, expiresAt, holdsFiles, nextLook } from './expiry.ts';
import { lookAgain, markRemoved } from './marks.ts';
import type { Part } from './parts.ts';

export interface ExpireDependencies {
  readonly store: Pick<RunStore, 'find' | 'replace' | 'listDue' | 'listUsers' | 'erase'>;
  readonly objects: Pick<RunObjects, 'list' | 'remove'>;
  /** Removes an input file for good; one that is gone, or in use again, is left. */
  readonly removeFile: (id: string) => Promise<unknown>;
  /** What the platform keeps where a policy says nothing. */
  readonly platform: Retention;
  readonly now: () => number;
  readonly log: Log;
}

/** What an hour's work was. */
export type Expired = Readonly<Record<Part | 'looked_at' | 'failed', number>>;

/** How many days back it looks for what an earlier hour left; more after a longer stand-still, by hand. */
const DAYS_BACK = 35;
/** Runs of one hour at most: the next hour goes on. */
const MOST = 2000;
const AT_ONCE = 8;

/**
 * Removes what has served its time, by an index of the dates on which runs are to be looked at. First the row says that a
 * part is gone, then its objects go, then the row gets its next date: cut off anywhere, the next hour does the same again.
 * A run's own row goes last.
 */
export const makeExpireRuns = ({ store, objects, removeFile, platform, now, log }: ExpireDependencies) => {
  const removeBelow = async (prefix: string): Promise<void> => {
    for (let end = false; !end; ) {
      const page = await objects.list(prefix, undefined, 1000);
      for (let from = 0; from < page.objects.length; from += AT_ONCE)
        await Promise.all(page.objects.slice(from, from + AT_ONCE).map(({ key }) => objects.remove(key)));
      end = page.end;
    }
  };

  const removeFiles = async (run: Run): Promise<void> => {
    for (const fileId of run.file_ids) {
      const users = await store.listUsers(fileId);
      const others = await Promise.all(users.filter((id) => id !== run.id).map(store.find));
      const held = others.some((other) => other !== undefined && holdsFiles(other, platform, now()));
      if (!held) await removeFile(fileId);
    }
  };

  const removal: Readonly<Record<Part, (run: Run) => Promise<void>>> = {
    logs: async ({ id, attempts }) => {
      for (const { attempt } of attempts) await removeBelow(logPrefix(id, attempt));
    },
    artifacts: async ({ id, attempts }) => {
      for (const { attempt } of attempts)
        for (const folder of ['out/', 'tables/']) await removeBelow(`${attemptPrefix(id, attempt)}${folder}`);
    },
    files: removeFiles,
    run: async (run) => {
      await removeBelow(runPrefix(run.id));
      await removeBelow(outcomePrefix(run.id));
      await store.erase(run);
    },
  };

  /** Removes what of a run is due; answers what. */
  const look = async (id: string): Promise<readonly Part[]> => {
    const run = await store.find(id);
    if (run === undefined) return [];
    const due = run.removed.includes('run') ? (['run'] as const) : dueParts(run, platform, now());
    const gone: Part[] = [];
    for (const part of due) {
      const changed = await changeRun(store, id, (each) => markRemoved(each, part));
      // Somebody pinned it meanwhile: it stays.
      if (changed === undefined || !changed.after.removed.includes(part)) return gone;
      await removal[part](changed.after);
      gone.push(part);
    }
    if (!gone.includes('run'))
      await changeRun(store, id, (each) =>
        lookAgain(each, nextLook(each, platform, now()), expiresAt(each, platform)),
      );
    return gone;
  };

  return async (daysBack = DAYS_BACK): Promise<Expired> => {
    const done = { looked_at: 0, logs: 0, artifacts: 0, files: 0, run: 0, failed: 0 };
    const guarded = async (id: string): Promise<void> => {
      done.looked_at += 1;
      try {
        for (const part of await look(id)) done[part] += 1;
      } catch (thrown) {
        done.failed += 1;
        log.error('a run could not expire', { run_id: id, cause: thrown });
      }
    };
    for (const date of daysUntil(now(), daysBack)) {
      const ids = await store.listDue(date, MOST - done.looked_at);
      for (let from = 0; from < ids.length; from += AT_ONCE)
        await Promise.all(ids.slice(from, from + AT_ONCE).map(guarded));
      if (done.looked_at >= MOST) break;
    }
    log.info('runs expired', done);
    return done;
  };
};
