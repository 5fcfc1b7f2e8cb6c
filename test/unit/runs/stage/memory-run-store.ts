import { conflict } from '../../../../functions/platform/errors.ts';
import type { IdempotencyClaim } from '../../../../functions/platform/idempotency.ts';
import { text } from '../../../../functions/platform/text.ts';
import { executionName, isFinal, type Run, runRowSchema } from '../../../../functions/runs/run.ts';
import { type RunInputs, runInputsSchema } from '../../../../functions/runs/run-inputs.ts';
import type { RunStore, Shelf } from '../../../../functions/runs/store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Nobody changes what he was given. */
const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
};

/** Runs in memory, with the conditions of the real store; a suite holds both to the same behaviour. */
export const makeMemoryRunStore = (): RunStore & { readonly runs: ReadonlyMap<string, string> } => {
  const runs = new Map<string, string>();
  const inputs = new Map<string, string>();
  const outbox = new Map<string, string>();
  const pins = new Set<string>();
  const keys = new Map<string, IdempotencyClaim & { at: number }>();
  /** What the rows say; made when a row is written, because thousands of lives read them all the time. */
  const parsed = new Map<string, Run>();
  const read = (id: string): Run | undefined => parsed.get(id);
  const write = (run: Run): void => {
    const row = JSON.stringify(run);
    runs.set(run.id, row);
    parsed.set(run.id, frozen(runRowSchema.parse(JSON.parse(row))));
  };
  const onShelf = (shelf: Shelf, run: Run): boolean =>
    shelf.by === 'owner'
      ? run.created_by === shelf.username
      : shelf.by === 'script'
        ? run.script === shelf.script
        : true;
  return {
    runs,
    create: async (run: Run, given: RunInputs, claim, now) => {
      const claimed = claim === undefined ? undefined : keys.get(claim.key.id);
      if (runs.has(run.id) || (claimed !== undefined && claimed.at + DAY_MS > now)) return false;
      write(run);
      inputs.set(run.id, JSON.stringify(given));
      outbox.set(run.id, executionName(run));
      for (const fileId of run.file_ids) pins.add(`${fileId} ${run.id}`);
      if (claim !== undefined) keys.set(claim.key.id, { ...claim, at: now });
      return true;
    },
    find: async (id) => read(id),
    findInputs: async (id) => {
      const row = inputs.get(id);
      return row === undefined ? undefined : runInputsSchema.parse(JSON.parse(row));
    },
    replace: async (before, after) => {
      if (read(before.id)?.revision !== before.revision) return false;
      write(after);
      if (isFinal(after)) {
        outbox.delete(after.id);
        for (const fileId of before.file_ids) pins.delete(`${fileId} ${after.id}`);
      } else if (after.executions > before.executions) outbox.set(after.id, executionName(after));
      return true;
    },
    list: async (shelf, span, after, limit) => {
      const rows = [...runs.keys()]
        .sort()
        .reverse()
        .filter((id) => id >= span.from && id <= span.to && (after === undefined || id < after))
        .flatMap((id) => read(id) ?? [])
        .filter((run) => onShelf(shelf, run));
      return { rows: rows.slice(0, limit), end: rows.length <= limit };
    },
    listActive: async () => [...runs.keys()].flatMap((id) => read(id) ?? []).filter((run) => !isFinal(run)),
    listWaiting: async () => [...outbox].map(([id, execution]) => ({ id, execution })),
    clearWaiting: async ({ id, execution }) => {
      if (outbox.get(id) === execution) outbox.delete(id);
    },
    findEarlier: async (key, now) => {
      const claim = key === undefined ? undefined : keys.get(key.id);
      if (claim === undefined || claim.at + DAY_MS <= now) return undefined;
      if (claim.key.requestHash !== key?.requestHash) throw conflict(text('another request', '另一个请求'));
      return claim.subject;
    },
    isFileInUse: async (fileId) => [...pins].some((pin) => pin.startsWith(`${fileId} `)),
  };
};
