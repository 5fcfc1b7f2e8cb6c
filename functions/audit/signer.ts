import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';

/** Signs digests with a key that leaves KMS never: ECDSA on P-256 over SHA-256. */
export interface Signer {
  /** The signature of these bytes (DER, base64). */
  sign(bytes: Buffer): Promise<string>;
  publicKey(): Promise<{ readonly keyId: string; readonly pem: string }>;
}

/** A KMS key of spec ECC_NIST_P256 and usage SIGN_VERIFY. */
export const makeSigner = (keyId: string, client: Pick<KMSClient, 'send'> = new KMSClient({})): Signer => ({
  sign: async (bytes) => {
    const { Signature } = await client.send(
      new SignCommand({
        KeyId: keyId,
        Message: bytes,
        MessageType: 'RAW',
        SigningAlgorithm: 'ECDSA_SHA_256',
      }),
    );
    if (Signature === undefined) throw new Error('KMS gave no signature');
    return Buffer.from(Signature).toString('base64');
  },
  publicKey: async () => {
    const { PublicKey, KeyId } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
    if (PublicKey === undefined) throw new Error('KMS gave no public key');
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
    return { keyId: KeyId ?? keyId, pem: key.export({ format: 'pem', type: 'spki' }).toString() };
  },
});
