import type * as z from 'zod';
import { defaultPolicy, policySchema, type RunPolicy } from '../platform/run-policy.ts';
import type { Thing } from '../platform/thing.ts';
import {
  type Limits,
  type limitsChangeSchema,
  limitsSchema,
  type parametersSchema,
  type Visibility,
} from './script-schema.ts';

export type ParametersSchema = z.output<typeof parametersSchema>;
export type LimitsChange = z.output<typeof limitsChangeSchema>;

/** A script: what its versions share, and which of them is the current one. */
export interface Script {
  readonly name: string;
  readonly description: string;
  /** Of the current version, as are `parameters` and `limits`. */
  readonly summary: string;
  readonly category: string | undefined;
  readonly tags: readonly string[];
  readonly ownerId: string;
  /** The owner's user name, which never changes. */
  readonly owner: string;
  /** The department its owner was in when it was first uploaded. */
  readonly department: string | null;
  readonly currentVersion: number;
  readonly latestVersion: number;
  readonly parameters: ParametersSchema;
  readonly limits: Limits;
  /** How its runs are treated, whatever their version. */
  readonly policy: RunPolicy;
  readonly archived: boolean;
  /** `restricted`: only its owner, who manages all scripts, and whom it was shared with see and run it. */
  readonly visibility: Visibility;
  /** Counts changes; a change that was decided on an older count is a conflict. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** One immutable content of a script. Its limits are settings, not content: they follow changes of the script. */
export interface ScriptVersion {
  readonly name: string;
  readonly n: number;
  readonly sha256: string;
  /** Bytes of the source in UTF-8. */
  readonly size: number;
  readonly fileName: string;
  readonly summary: string;
  readonly description: string;
  readonly changelog: string;
  readonly parameters: ParametersSchema;
  readonly limits: Limits;
  readonly createdBy: string;
  readonly createdAt: string;
}

/** The script as decisions know it. */
export const thingOfScript = ({ name, ownerId, department, visibility }: Script): Thing => ({
  type: 'script',
  id: name,
  ownerId,
  department,
  restricted: visibility === 'restricted',
});

/** What a version's limits are until somebody says otherwise (script contract §3). */
export const defaultLimits: Limits = {
  timeout_seconds: 900,
  cpu: 1,
  memory_mb: 2048,
  processes: 256,
  file_mb: 1024,
  output_mb: 2048,
  output_files: 1000,
  log_mb: 50,
};

/** The limits that hold: what is asked, over what was, over the platform's defaults. */
export const mergeLimits = (change: LimitsChange | undefined, previous: Limits | undefined): Limits => {
  const given = Object.entries(change ?? {}).filter(([, value]) => value !== undefined);
  return limitsSchema.parse({ ...defaultLimits, ...previous, ...Object.fromEntries(given) });
};

/** What a change says over what held before. */
export const mergePolicy = (change: Partial<RunPolicy> | undefined, previous: RunPolicy): RunPolicy => {
  const given = Object.entries(change ?? {}).filter(([, value]) => value !== undefined);
  return policySchema.parse({ ...defaultPolicy, ...previous, ...Object.fromEntries(given) });
};

/** A script whose current version is another one: what it shows of the version follows. */
export const withCurrent = (script: Script, version: ScriptVersion, now: string): Script => ({
  ...script,
  currentVersion: version.n,
  summary: version.summary,
  parameters: version.parameters,
  limits: version.limits,
  archived: false,
  version: script.version + 1,
  updatedAt: now,
});

/** Whether a script is what somebody searches: every word somewhere in its name, texts, category or tags. */
export const matchesSearch = (script: Script, query: string): boolean => {
  const searched = [script.name, script.description, script.summary, script.category ?? '', ...script.tags]
    .join('\n')
    .toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word));
};
