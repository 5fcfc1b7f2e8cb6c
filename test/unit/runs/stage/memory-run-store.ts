import { conflict } from '../../../../functions/platform/errors.ts';
import type { IdempotencyClaim } from '../../../../functions/platform/idempotency.ts';
import { text } from '../../../../functions/platform/text.ts';
import { emptyLedger } from '../../../../functions/runs/admission/ledger.ts';
import { inOrder, type QueueEntry, queueEntryOf } from '../../../../functions/runs/admission/queue-entry.ts';
import type { QueueStore } from '../../../../functions/runs/admission/queue-store.ts';
import { executionName, isFinal, type Run, runRowSchema } from '../../../../functions/runs/run.ts';
import { timeOfId } from '../../../../functions/runs/run-ids.ts';
import { runInputsSchema } from '../../../../functions/runs/run-inputs.ts';
import type { RunStore, Shelf } from '../../../../functions/runs/store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Nobody changes what he was given. */
const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
};

export type MemoryRunStore = RunStore & {
  readonly runs: ReadonlyMap<string, string>;
  readonly queue: QueueStore;
  /** Leaves a pin without its run, as a crash would. */
  readonly pinOnly: (fileId: string, runId: string) => void;
};

/**
 * Runs and their queue in memory, with the conditions of the real stores; a suite holds both to the same behaviour. `isReady`
 * says whether a file can be used.
 */
export const makeMemoryRunStore = (isReady: (fileId: string) => boolean): MemoryRunStore => {
  const runs = new Map<string, string>();
  const inputs = new Map<string, string>();
  const outbox = new Map<string, { execution: string; since: number }>();
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
  const lines = new Map<string, QueueEntry>();
  const owners = new Map<string, number>();
  let token = 0;
  let ledger = JSON.stringify(emptyLedger);
  const revision = (): number => JSON.parse(ledger).revision;
  const toStart = (run: Run) => {
    outbox.set(run.id, { execution: executionName(run), since: Date.parse(run.changed_at) });
  };
  const queue: QueueStore = {
    readLedger: async () => JSON.parse(ledger),
    replaceLedger: async (before, after, admissions) => {
      if (revision() !== before.revision) return false;
      if (admissions.some((each) => read(each.before.id)?.revision !== each.before.revision)) return false;
      ledger = JSON.stringify({ ...after, revision: before.revision + 1 });
      for (const { after: run } of admissions) {
        write(run);
        lines.delete(run.id);
        toStart(run);
      }
      return true;
    },
    listLine: async (owner, limit) =>
      [...lines.values()]
        .filter((entry) => entry.owner === owner)
        .sort(inOrder)
        .slice(0, limit),
    listOwners: async () => [...owners].map(([owner, at]) => ({ owner, token: String(at) })),
    removeEntry: async ({ id }) => {
      lines.delete(id);
    },
    noteOwner: async (owner) => {
      token += 1;
      owners.set(owner, token);
    },
    forgetOwner: async ({ owner, token: seen }) => {
      if (String(owners.get(owner)) === seen) owners.delete(owner);
    },
  };
  const onShelf = (shelf: Shelf, run: Run): boolean =>
    shelf.by === 'owner'
      ? run.created_by === shelf.username
      : shelf.by === 'script'
        ? run.script === shelf.script
        : shelf.by === 'file'
          ? pins.has(`${shelf.fileId} ${run.id}`)
          : shelf.by === 'department'
            ? run.department === shelf.department
            : true;
  return {
    runs,
    queue,
    pinOnly: (fileId, runId) => pins.add(`${fileId} ${runId}`),
    create: async (run, { inputs: given, claim, ledger: change }, now) => {
      const gone = run.file_ids.filter((id) => !isReady(id));
      if (gone.length > 0) return { gone };
      const claimed = claim === undefined ? undefined : keys.get(claim.key.id);
      if (claimed !== undefined && claimed.at + DAY_MS > now) return 'taken';
      if (runs.has(run.id) || (change !== undefined && change.before.revision !== revision()))
        return 'contended';
      write(run);
      inputs.set(run.id, JSON.stringify(given));
      if (change === undefined) lines.set(run.id, queueEntryOf(run));
      else {
        ledger = JSON.stringify({ ...change.after, revision: change.before.revision + 1 });
        toStart(run);
      }
      for (const fileId of run.file_ids) pins.add(`${fileId} ${run.id}`);
      if (claim !== undefined) keys.set(claim.key.id, { ...claim, at: now });
      return 'written';
    },
    find: async (id) => read(id),
    findAll: async (ids) => ids.flatMap((id) => read(id) ?? []),
    findInputs: async (id) => {
      const row = inputs.get(id);
      return row === undefined ? undefined : runInputsSchema.parse(JSON.parse(row));
    },
    replace: async (before, after) => {
      if (read(before.id)?.revision !== before.revision) return false;
      write(after);
      if (isFinal(after)) {
        outbox.delete(after.id);
        lines.delete(after.id);
      } else if (after.executions > before.executions) toStart(after);
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
    listWaiting: async () => [...outbox].map(([id, row]) => ({ id, ...row })),
    clearWaiting: async ({ id, execution }) => {
      if (outbox.get(id)?.execution === execution) outbox.delete(id);
    },
    listDue: async (date, limit) =>
      [...runs.keys()].filter((id) => read(id)?.look_on === date).slice(0, limit),
    listUsers: async (fileId) =>
      [...pins].filter((pin) => pin.startsWith(`${fileId} `)).map((pin) => pin.slice(fileId.length + 1)),
    erase: async ({ id, file_ids }) => {
      for (const fileId of file_ids) pins.delete(`${fileId} ${id}`);
      inputs.delete(id);
      outbox.delete(id);
      runs.delete(id);
      parsed.delete(id);
    },
    findEarlier: async (key, now) => {
      const claim = key === undefined ? undefined : keys.get(key.id);
      if (claim === undefined || claim.at + DAY_MS <= now) return undefined;
      if (claim.key.requestHash !== key?.requestHash) throw conflict(text('another request', '另一个请求'));
      return claim.subject;
    },
    isFileInUse: async (fileId, now) =>
      [...pins]
        .filter((pin) => pin.startsWith(`${fileId} `))
        .some((pin) => {
          const runId = pin.slice(fileId.length + 1);
          const run = read(runId);
          return run === undefined ? now - timeOfId(runId) < 60_000 : !isFinal(run);
        }),
  };
};
