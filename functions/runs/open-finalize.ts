import { SFNClient } from '@aws-sdk/client-sfn';
import type * as z from 'zod';
import type { Log } from '../platform/log.ts';
import { openS3 } from '../platform/s3.ts';
import { openTable } from '../platform/table.ts';
import { makeAdmission } from './admission/admission.ts';
import { makeQueueStore } from './admission/queue-store.ts';
import type { finalizeRunEnvironment } from './environment.ts';
import { makeFinalizeRun } from './finalize-run.ts';
import { makeRunObjects } from './objects.ts';
import { makeRunStore } from './store.ts';
import { makeWorkflow } from './workflow.ts';

/** Opens what everybody who ends attempts needs: the end of a run gives its slot to the next one. */
export const openFinalize = (config: z.output<typeof finalizeRunEnvironment>, log: Log) => {
  const table = openTable(config.TABLE_NAME);
  const queue = makeQueueStore(table);
  const workflow = makeWorkflow(new SFNClient({}), config.STATE_MACHINE_ARN);
  const plain = makeRunStore(table);
  const { store, dispatch } = makeAdmission({ store: plain, queue, workflow, now: Date.now, log });
  const objects = makeRunObjects(openS3(config), config.ARTIFACTS_BUCKET);
  return {
    store,
    queue,
    dispatch,
    workflow,
    objects,
    finalizeRun: makeFinalizeRun({ store, objects, now: Date.now, log }),
  };
};
