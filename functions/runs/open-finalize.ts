import type * as z from 'zod';
import type { Log } from '../platform/log.ts';
import { openS3 } from '../platform/s3.ts';
import { openTable } from '../platform/table.ts';
import type { finalizeRunEnvironment } from './environment.ts';
import { makeFinalizeRun } from './finalize-run.ts';
import { makeRunObjects } from './objects.ts';
import { openAdmission } from './open-admission.ts';

/** Opens what everybody who ends attempts needs: the end of a run gives its slot to the next one. */
export const openFinalize = (config: z.output<typeof finalizeRunEnvironment>, log: Log) => {
  const admission = openAdmission(openTable(config.TABLE_NAME), config, log);
  const { store } = admission;
  const objects = makeRunObjects(openS3(config), config.ARTIFACTS_BUCKET);
  return {
    ...admission,
    objects,
    finalizeRun: makeFinalizeRun({ store, objects, now: Date.now, random: Math.random, log }),
  };
};
