import type { DomainEvent } from '../../events/domain/domain-event.ts';
import type { Run } from './run.ts';

type Status = Run['status'];

/** When a run came to a status for the first time; undefined: it has not, or there is no run. */
const firstAt = (run: Run | undefined, status: Status): string | undefined =>
  run?.timeline.find((each) => each.status === status)?.at;

const finals = ['succeeded', 'failed', 'timed_out', 'cancelled'] as const satisfies readonly Status[];

/**
 * What a change of a run is to the world; no I/O. The same change gives the same events with the same ids, and each of
 * them comes once in a run's life: it was queued, its script was entered for the first time, it is final.
 */
export const eventsOf = (before: Run | undefined, after: Run): DomainEvent[] => {
  const { id, script, version, trigger, created_by, created_at, attempts } = after;
  const run = { run_id: id, script, version, trigger, created_by, created_at };
  const events: DomainEvent[] = [];
  if (before === undefined)
    events.push({
      type: 'run.queued',
      detail: { id: `${id}:queued`, at: created_at, ...run, status: 'queued' },
    });
  const began = firstAt(after, 'running');
  if (began !== undefined && firstAt(before, 'running') === undefined)
    events.push({
      type: 'run.started',
      detail: {
        ...{ id: `${id}:running`, at: began, ...run, status: 'running' },
        attempt: Math.max(1, attempts.length),
        started_at: began,
      },
    });
  const status = finals.find((each) => each === after.status);
  const ended = after.finished_at;
  if (status !== undefined && ended !== null && firstAt(before, status) === undefined)
    events.push({
      type: 'run.finished',
      detail: {
        ...{ id: `${id}:${status}`, at: ended, ...run, status, code: after.code },
        attempts: attempts.length,
        started_at: after.started_at,
        finished_at: ended,
      },
    });
  return events;
};
