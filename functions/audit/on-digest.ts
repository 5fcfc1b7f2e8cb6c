import { readConfig } from '../platform/config.ts';
import { makeLog } from '../platform/log.ts';
import { onDigestEnvironment } from './environment.ts';
import { makeMakeDigest } from './make-digest.ts';
import { openArchive } from './open-archive.ts';
import { makeSigner } from './signer.ts';

const config = readConfig(onDigestEnvironment);
const makeDigest = makeMakeDigest({
  archive: openArchive(config),
  signer: makeSigner(config.AUDIT_KEY_ID),
  now: Date.now,
  log: makeLog('on-digest'),
});

/** Every hour, and when somebody asks for a digest. Answers with what was made. */
export const handler = async () => makeDigest();
