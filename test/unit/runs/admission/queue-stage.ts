import { expect } from 'vitest';
import { defaultPolicy, type RunPolicy } from '../../../../functions/platform/run-policy.ts';
import { versionOf } from '../stage/files-and-scripts.ts';
import { runnerOf } from '../stage/runner.ts';
import { openStage } from '../stage/stage.ts';

/** A platform with so many slots, and scripts whose runs are treated as the policies say. */
export const openQueueStage = async (platform: number, policies: Record<string, Partial<RunPolicy>> = {}) => {
  const stage = openStage();
  for (const [name, policy] of Object.entries({ plain: {}, ...policies }))
    stage.scripts.add({
      ...versionOf(name, { office: { type: 'string' } }),
      policy: { ...defaultPolicy, ...policy },
    });
  const before = await stage.queue.readLedger();
  await stage.queue.replaceLedger(before, { ...before, limits: { ...before.limits, platform } }, []);
  const start = async (script = 'plain', body: object = {}, who = 'fang') => {
    const answer = await stage.call('POST', '/runs', { body: { script, ...body } }, who);
    expect([answer.status, answer.body.message]).toEqual([202, 'success']);
    stage.clock.at += 1; // ids of one millisecond sort by chance
    return answer.body.data;
  };
  const show = async (id: string) => (await stage.call('GET', `/runs/${id}`, {}, 'mia')).body.data;
  /** Lets it run to its end. */
  const finish = async (id: string) => {
    await stage.prepare({ run_id: id, execution: id });
    await stage.onReport(runnerOf(stage, id).report());
  };
  const isStarted = (id: string) => stage.cloud.executions.has(id);
  const slots = async () => (await stage.queue.readLedger()).slots.map(({ run_id }) => run_id);
  return { stage, start, show, finish, isStarted, slots };
};
