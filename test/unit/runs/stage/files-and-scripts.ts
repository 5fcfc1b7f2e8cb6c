import type { ReadyFile } from '../../../../functions/files/index.ts';
import { conflict, notFound } from '../../../../functions/platform/errors.ts';
import type { Caller } from '../../../../functions/platform/permissions.ts';
import { defaultPolicy } from '../../../../functions/platform/run-policy.ts';
import { text } from '../../../../functions/platform/text.ts';
import type { RunnableVersion } from '../../../../functions/scripts/index.ts';

export const fileId = (n: number): string => `file_01JDA2B3C4D5E6F7G8H9J${String(n).padStart(5, '0')}`;

const sha256 = 'a'.repeat(64);

/** Files of one owner, as the files domain would give them. */
export const makeFiles = () => {
  const ready = new Map<string, ReadyFile & { owner: string }>();
  return {
    ready,
    add: (n: number, name: string, owner = 'sub-fang', size = 10): string => {
      const id = fileId(n);
      const key = `files/${owner}/${id}`;
      ready.set(id, { id, name, size, sha256, bucket: 'files', key, version_id: `v${n}`, owner });
      return id;
    },
    find: async (caller: Caller, ids: readonly string[]): Promise<readonly ReadyFile[]> =>
      ids.flatMap((id) => {
        const found = ready.get(id);
        if (found === undefined || found.owner !== caller.userId) return [];
        const { owner, ...file } = found;
        return [file];
      }),
  };
};

/** A script's version for runs; give its parameters' properties. */
export const versionOf = (
  name: string,
  properties: RunnableVersion['parameters']['properties'] = {},
  required: string[] = [],
): RunnableVersion => ({
  name,
  version: 1,
  sha256,
  size: 100,
  file_name: `${name}.py`,
  bucket: 'files',
  key: `scripts/${name}/${sha256}.py`,
  parameters: { type: 'object', properties, required },
  limits: {
    timeout_seconds: 900,
    cpu: 1,
    memory_mb: 2048,
    processes: 256,
    file_mb: 1024,
    output_mb: 2048,
    output_files: 1000,
    log_mb: 50,
  },
  policy: defaultPolicy,
});

/** The scripts that the tests run. */
export const makeScripts = () => {
  const versions = new Map<string, RunnableVersion>();
  const archived = new Set<string>();
  return {
    archived,
    add: (version: RunnableVersion) => versions.set(version.name, version),
    find: async (name: string, n?: number): Promise<RunnableVersion> => {
      const found = versions.get(name);
      if (found === undefined || (n !== undefined && n !== found.version)) throw notFound();
      if (archived.has(name)) throw conflict(text('archived', '已归档'));
      return found;
    },
  };
};
