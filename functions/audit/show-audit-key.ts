import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { auditRoutes } from './contract.ts';
import type { Signer } from './signer.ts';

/** Shows the public key of the digests. Who verifies compares it with the one that was noted when the platform was set up. */
export const makeShowAuditKey =
  ({
    signer,
  }: {
    signer: Pick<Signer, 'publicKey'>;
  }): Operation<RouteOf<typeof auditRoutes, 'showAuditKey'>> =>
  async () => {
    const { keyId, pem } = await signer.publicKey();
    return ok({ key_id: keyId, algorithm: 'ECDSA_SHA_256', public_key: pem });
  };
