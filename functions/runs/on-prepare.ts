import { prepareInput } from '../../events/workflow/run-workflow.ts';
import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { openS3 } from '../platform/s3.ts';
import { openTable } from '../platform/table.ts';
import { prepareRunEnvironment } from './environment.ts';
import { makeRunObjects } from './objects.ts';
import { openAdmission } from './open-admission.ts';
import { makePrepareRun } from './prepare-run.ts';
import { makeSigner } from './signer.ts';

const config = readConfig(prepareRunEnvironment);
const s3 = openS3(config);
const log = makeLog('prepare-run');
const { store } = openAdmission(openTable(config.TABLE_NAME), config, log);
const prepareRun = makePrepareRun({
  store,
  objects: makeRunObjects(s3, config.ARTIFACTS_BUCKET),
  signer: makeSigner(s3),
  artifactsBucket: config.ARTIFACTS_BUCKET,
  timeZone: config.TIME_ZONE,
  now: Date.now,
  log,
});

/** The workflow's state Prepare. */
export const handler = (input: unknown) => prepareRun(prepareInput.parse(input));
