import { createHash } from 'node:crypto';

/** Where a version's source is kept: by its content, so that writing it twice changes nothing. */
export const sourceKey = (name: string, sha256: string): string => `scripts/${name}/${sha256}.py`;

export const sha256Of = (source: Uint8Array): string => createHash('sha256').update(source).digest('hex');
