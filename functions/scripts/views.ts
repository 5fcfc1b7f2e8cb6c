import type * as z from 'zod';
import type { Script, ScriptVersion } from './script.ts';
import type { scriptSchema, versionSchema } from './script-schema.ts';

/** A script as the API shows it. */
export const viewScript = (script: Script): z.input<typeof scriptSchema> => ({
  name: script.name,
  description: script.description,
  summary: script.summary,
  category: script.category ?? null,
  tags: [...script.tags],
  owner: script.owner,
  current_version: script.currentVersion,
  latest_version: script.latestVersion,
  parameters: script.parameters,
  limits: script.limits,
  policy: script.policy,
  archived: script.archived,
  visibility: script.visibility,
  version: script.version,
  created_at: script.createdAt,
  updated_at: script.updatedAt,
});

/** A version as the API shows it; `published`: it is the current one. */
export const viewVersion = (version: ScriptVersion, published: boolean): z.input<typeof versionSchema> => ({
  name: version.name,
  version: version.n,
  sha256: version.sha256,
  size: version.size,
  file_name: version.fileName,
  summary: version.summary,
  description: version.description,
  changelog: version.changelog,
  parameters: version.parameters,
  limits: version.limits,
  published,
  created_by: version.createdBy,
  created_at: version.createdAt,
});
