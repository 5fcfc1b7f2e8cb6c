import * as z from 'zod';
import { platformEnvironment } from '../platform/environment.ts';

const archive = z.object({
  /** The bucket with Object Lock, into which events and digests are written once. */
  AUDIT_BUCKET: z.string().min(1),
});
const signing = z.object({
  /** The asymmetric KMS key (ECC_NIST_P256, SIGN_VERIFY) that signs digests: its ARN. */
  AUDIT_KEY_ID: z.string().min(1),
});
const base = platformEnvironment.pick({ AWS_REGION: true, AWS_ENDPOINT_URL: true });

/** AuditApi. Its role needs: the table; to read and list the audit bucket; `kms:GetPublicKey`; to invoke OnDigest. */
export const auditApiEnvironment = platformEnvironment.extend({
  ...archive.shape,
  ...signing.shape,
  /** The function OnDigest: name or ARN. */
  DIGEST_FUNCTION: z.string().min(1),
});

/** OnAuditEvent. Its role needs: the table’s stream; to put and read `events/*` of the audit bucket. */
export const onAuditEventEnvironment = base.extend(archive.shape);

/** OnDigest. Its role needs: to read and list the audit bucket, to put `digests/*`; `kms:Sign` and `kms:GetPublicKey`. */
export const onDigestEnvironment = base.extend({ ...archive.shape, ...signing.shape });
