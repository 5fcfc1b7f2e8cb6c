import type { Report } from '../../../../events/runner/report.ts';
import type { RetryPolicy } from '../../../../functions/platform/run-policy.ts';
import { manifestKey } from '../../../../functions/runs/object-keys.ts';
import { isFinal, runRowSchema } from '../../../../functions/runs/run.ts';
import { versionOf } from './files-and-scripts.ts';
import { ended, runnerOf } from './runner.ts';
import { openStage, type Stage } from './stage.ts';

/** What may happen next; numbers choose among what there is. */
export type Happening =
  | {
      readonly kind:
        | 'workflow'
        | 'task'
        | 'deliver'
        | 'deliver twice'
        | 'lose'
        | 'time-out'
        | 'cancel'
        | 'retry';
      readonly which: number;
    }
  | { readonly kind: 'sweep' | 'workflow dies' | 'task dies' | 'step functions fail' }
  | { readonly kind: 'minutes'; readonly minutes: number };

/** How a script behaves once its main is entered. */
export type Ending = 'succeeds' | 'raises' | 'takes too long' | 'platform error' | 'says nothing';

interface Task {
  readonly arn: string;
  readonly runId: string;
  readonly attempt: number;
  begun: boolean;
}

type State =
  | { at: 'prepare'; notBefore: number }
  | { at: 'task'; task: Task }
  | { at: 'finalize'; attempt: number; timedOut: boolean };

const reports: Readonly<Record<Exclude<Ending, 'says nothing'>, Partial<Report>>> = {
  succeeds: {},
  raises: ended('failed', 'user_error', { message: 'row 17' }),
  'takes too long': ended('timed_out', 'time_limit'),
  'platform error': ended('failed', 'platform_error'),
};

/** A user who goes on repeating a run makes no more than so many. */
const MAX_RUNS = 3;

/** A run, and those a user makes by repeating it, in a cloud where everything may come late, twice, never, or at the same time. */
export const openWorld = async (endings: readonly Ending[], retry?: RetryPolicy) => {
  const stage: Stage = openStage();
  const version = versionOf('merge', { book: { type: 'string', format: 'file' } });
  stage.scripts.add(retry === undefined ? version : { ...version, policy: { ...version.policy, retry } });
  const book = stage.files.add(1, 'a.xlsx');
  const { body } = await stage.call('POST', '/runs', { body: { script: 'merge', parameters: { book } } });
  const id: string = body.data.id;
  const busy = new Set<string>();
  const states = new Map<string, State>();
  const events: (() => Promise<void>)[] = [];
  const tasks: Task[] = [];
  const ids: string[] = [id];
  /** What cancelling was answered with, by run. */
  const acknowledged: { readonly runId: string; readonly status: string }[] = [];
  /** Containers that entered their script, `<run id> <attempt>`. */
  const begun: string[] = [];

  const stopped = (task: Task): void => {
    const facts = stage.cloud.running.get(task.arn);
    if (facts === undefined || facts.over) return;
    facts.over = true;
    facts.desired = 'STOPPED';
    const createdAt = new Date(stage.clock.at).toISOString();
    const detail = { taskArn: task.arn, group: task.runId, lastStatus: 'STOPPED', createdAt };
    events.push(() =>
      stage.onTaskStopped({ source: 'aws.ecs', 'detail-type': 'ECS Task State Change', detail }),
    );
  };

  /** An execution is in one state at a time; its function may be called twice when the first answer is lost. */
  const workflow = async (which: number): Promise<void> => {
    const open = [...stage.cloud.executions].filter(([name, { over }]) => !over && !busy.has(name));
    const [execution, facts] = open[which % Math.max(1, open.length)] ?? [];
    if (execution === undefined || facts === undefined) return;
    busy.add(execution);
    // A state whose function fails is tried again: the execution stays where it is.
    await step(execution, facts, which > 3).finally(() => busy.delete(execution));
  };

  const step = async (
    execution: string,
    facts: { over: boolean; input: { run_id: string } },
    twice: boolean,
  ): Promise<void> => {
    const state = states.get(execution) ?? { at: 'prepare', notBefore: 0 };
    const { run_id } = facts.input;
    if (state.at === 'prepare') {
      if (stage.clock.at < state.notBefore) return;
      if (twice) await stage.prepare({ run_id, execution });
      const answer = await stage.prepare({ run_id, execution });
      if (facts.over) return; // stopped meanwhile: no task is started any more
      if (!answer.start) facts.over = true;
      else {
        const task = {
          arn: `task-${tasks.length + 1}`,
          runId: run_id,
          attempt: answer.attempt,
          begun: false,
        };
        tasks.push(task);
        stage.cloud.running.set(task.arn, { runId: run_id, desired: 'RUNNING', over: false });
        states.set(execution, { at: 'task', task });
      }
    } else if (state.at === 'task') {
      if (stage.cloud.running.get(state.task.arn)?.over === true)
        states.set(execution, { at: 'finalize', attempt: state.task.attempt, timedOut: false });
    } else {
      const error = state.timedOut ? { error: { Error: 'States.Timeout', Cause: '' } } : {};
      const input = { run_id, execution, prepared: { attempt: state.attempt }, ...error };
      if (twice) await stage.finalize(input);
      const answer = await stage.finalize(input);
      if (answer.retry)
        states.set(execution, { at: 'prepare', notBefore: stage.clock.at + answer.wait_seconds * 1000 });
      else facts.over = true;
    }
  };

  const task = async (which: number): Promise<void> => {
    const alive = tasks.filter(({ arn }) => stage.cloud.running.get(arn)?.over === false);
    const one = alive[which % Math.max(1, alive.length)];
    if (one === undefined) return;
    const { runId } = one;
    const runner = runnerOf(stage, runId, one.attempt);
    if (stage.cloud.running.get(one.arn)?.desired === 'STOPPED') {
      if (one.begun) {
        const event = runner.report(ended('cancelled', 'cancelled'));
        events.push(() => stage.onReport(event));
      }
      return stopped(one);
    }
    if (!one.begun) {
      if (!stage.objects.objects.has(manifestKey(runId, one.attempt))) return stopped(one);
      one.begun = true;
      begun.push(`${runId} ${one.attempt}`);
      // Read at this very moment: a look at the store would take time.
      const row: unknown = JSON.parse(stage.store.runs.get(runId) ?? 'null');
      if (isFinal(runRowSchema.parse(row))) throw new Error('a script began after its run’s end');
      const event = runner.progress();
      events.push(() => stage.onProgress(event));
      return;
    }
    const ending = endings[(one.attempt - 1) % endings.length] ?? 'succeeds';
    if (ending !== 'says nothing') {
      const event = runner.report(reports[ending]);
      events.push(() => stage.onReport(event));
    }
    stopped(one);
  };

  /** The state machine's own limit: it stops the task, and goes on to Finalize. */
  const timeOut = (which: number): void => {
    const open = [...states].filter(([name, { at }]) => at === 'task' && !busy.has(name));
    const [execution, state] = open[which % Math.max(1, open.length)] ?? [];
    if (execution === undefined || state?.at !== 'task') return;
    const facts = stage.cloud.running.get(state.task.arn);
    if (facts !== undefined) facts.desired = 'STOPPED';
    states.set(execution, { at: 'finalize', attempt: state.task.attempt, timedOut: true });
  };

  const repeat = async (which: number): Promise<void> => {
    if (ids.length >= MAX_RUNS) return;
    const { status, body: answer } = await stage.call('POST', `/runs/${ids[which % ids.length]}/retry`);
    if (status === 202) ids.push(answer.data.id);
  };

  const deliver = async (which: number, times: number): Promise<void> => {
    const [event] = events.splice(which % Math.max(1, events.length), 1);
    for (let time = 0; time < times; time += 1) await event?.();
  };

  const happen = async (happening: Happening): Promise<void> => {
    switch (happening.kind) {
      case 'workflow':
        return workflow(happening.which);
      case 'task':
        return task(happening.which);
      case 'deliver':
        return deliver(happening.which, 1);
      case 'deliver twice':
        return deliver(happening.which, 2);
      case 'lose':
        return deliver(happening.which, 0);
      case 'time-out':
        return timeOut(happening.which);
      case 'retry':
        return repeat(happening.which);
      case 'cancel': {
        const runId = ids[happening.which % ids.length] ?? id;
        const { status, body: answer } = await stage.call('POST', `/runs/${runId}/cancel`);
        if (status === 202) acknowledged.push({ runId, status: answer.data.status });
        return;
      }
      case 'sweep':
        await stage.sweep(0);
        return;
      case 'workflow dies':
        for (const facts of stage.cloud.executions.values()) facts.over = true;
        return;
      case 'task dies':
        tasks.forEach(stopped);
        return;
      case 'step functions fail':
        stage.cloud.stepFunctionsDown = !stage.cloud.stepFunctionsDown;
        return;
      case 'minutes':
        stage.clock.at += happening.minutes * 60_000;
    }
  };

  return { stage, ids, book, happen, acknowledged, begun };
};
