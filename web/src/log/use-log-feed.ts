import { onBeforeUnmount, type Ref, ref, shallowRef, triggerRef, watch } from 'vue';
import { api, dataOf } from '../api/client.ts';
import { ApiFailure } from '../api/failure.ts';
import { LogModel } from './log-model.ts';

/** Lines asked for at a time: large, for a million lines are then a hundred requests. */
const PAGE_LINES = 10_000;
/** Requests at a time for a backlog. */
const SIDE_BY_SIDE = 4;
/** Below the 25 s the API allows and the 30 s at which gateways give up. */
const WAIT_SECONDS = 20;
/** After an answer that brought news, so that a chatty script does not make a request for every line. */
const REST_MS = 250;
/** Fewer than this and the log is being written just now; more, and there is a backlog to catch up with. */
const FEW_LINES = 500;
const AFTER_FAILURE_MS = 5000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads a run's log from the first line to the last one, waiting at the server for what is still to come. */
export const useLogFeed = (runId: Ref<string>, attempt: Ref<number | undefined>) => {
  const model = shallowRef(new LogModel());
  const done = ref(false);
  const total = ref<number | undefined>();
  const failure = ref<unknown>();
  let abort = new AbortController();

  const ask = (after: number, wait: number, signal: AbortSignal) =>
    dataOf(
      api.GET('/runs/{id}/logs', {
        params: {
          path: { id: runId.value },
          query: {
            after,
            limit: PAGE_LINES,
            wait,
            ...(attempt.value === undefined ? {} : { attempt: attempt.value }),
          },
        },
        signal,
      }),
    );
  type Answer = Awaited<ReturnType<typeof ask>>;

  const take = (log: LogModel, answer: Answer): number => {
    const added = log.add(answer.lines);
    total.value = 'total' in answer && typeof answer.total === 'number' ? answer.total : undefined;
    done.value = answer.done;
    if (added > 0) triggerRef(model);
    return added;
  };

  /** A full page means a backlog: the pages behind it are asked for side by side, as long as they are full too. */
  const catchUp = async (log: LogModel, signal: AbortSignal): Promise<void> => {
    for (let full = true; full && !signal.aborted && !done.value; ) {
      const asked = Array.from({ length: SIDE_BY_SIDE }, (_, at) =>
        ask(log.cursor + at * PAGE_LINES, 0, signal),
      );
      // All are waited for, so that a failure of one leaves no other unheard.
      const settled = await Promise.allSettled(asked);
      for (const outcome of settled) {
        if (signal.aborted || !full) return;
        if (outcome.status === 'rejected') throw outcome.reason;
        take(log, outcome.value);
        full = outcome.value.lines.length === PAGE_LINES && !outcome.value.done;
      }
    }
  };

  const follow = async (log: LogModel, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted && !done.value) {
      try {
        const answer = await ask(log.cursor, WAIT_SECONDS, signal);
        if (signal.aborted) return;
        failure.value = undefined;
        const added = take(log, answer);
        if (answer.lines.length === PAGE_LINES) await catchUp(log, signal);
        else if (!answer.done && (added === 0 || added < FEW_LINES)) await pause(REST_MS);
      } catch (error) {
        if (signal.aborted) return;
        failure.value = error;
        if (error instanceof ApiFailure && error.status >= 400 && error.status < 500 && error.status !== 429)
          return;
        await pause(AFTER_FAILURE_MS);
      }
    }
  };

  const begin = (): void => {
    abort.abort();
    abort = new AbortController();
    model.value = new LogModel();
    done.value = false;
    total.value = undefined;
    void follow(model.value, abort.signal);
  };
  watch([runId, attempt], begin, { immediate: true });
  onBeforeUnmount(() => abort.abort());

  return { model, done, total, failure, again: begin };
};
