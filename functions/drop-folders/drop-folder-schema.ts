import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { schemaMessage } from '../platform/text.ts';

/** What a drop folder, its sets and its strays are to the world: the schemas that the routes of `contract.ts` answer with. */

/** The name is part of object keys and of a directory's path. */
export const dropFolderNameSchema = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    schemaMessage(
      'must hold at most 63 lower-case letters, digits and -, and neither begin nor end with -',
      '只能包含最多 63 个小写字母、数字和 -，且不能以 - 开头或结尾',
    ),
  )
  .meta({ example: 'month-end' });

/** Longer patterns are never needed for names of at most 1024 bytes. */
export const MAX_PATTERN_LENGTH = 200;
/** Files of one run, and so of one set. */
export const MAX_SET_FILES = 50;

const count = z.int().min(1).max(MAX_SET_FILES);

/** One kind of file of a set: which files, for which parameter of the script, how many. */
export const memberSchema = z
  .strictObject({
    parameter: z.string().min(1).max(100).meta({ description: 'a file parameter of the script' }),
    pattern: z.string().min(1).max(MAX_PATTERN_LENGTH).meta({
      description:
        'a JavaScript regular expression for the whole path below the folder; `(?<month>…)` names a part, `\\k<month>` is the same part as named in another member',
    }),
    min: count,
    max: count,
    required: z
      .boolean()
      .meta({ description: 'false: the set is complete without it; with any, it takes at least `min`' }),
  })
  .meta({ id: 'DropMember' });

/** A member as a request names it: one required file unless it says otherwise. */
export const newMemberSchema = z
  .strictObject({
    ...memberSchema.shape,
    min: count.default(1),
    max: count.default(1),
    required: z.boolean().default(true),
  })
  .meta({ id: 'NewDropMember' });
export type Member = z.output<typeof memberSchema>;

const timeOfDay = z
  .string()
  .regex(
    /^(?:[01]\d|2[0-3]):[0-5]\d$/,
    schemaMessage('must be a time as "18:00"', '必须是 "18:00" 形式的时间'),
  );

/**
 * By when a set must be complete: so many minutes after its first file, or the next time of day after it (with `day`:
 * on that day of the month; in a shorter month on its last).
 */
export const deadlineSchema = z
  .union([
    z.strictObject({ after_minutes: z.int().min(1).max(44_640) }),
    z.strictObject({
      time: timeOfDay,
      time_zone: z.string().min(1).max(64).meta({ example: 'Asia/Shanghai' }),
      day: z.int().min(1).max(31).optional(),
    }),
  ])
  .meta({ id: 'DropDeadline' });
export type Deadline = z.output<typeof deadlineSchema>;

export const strayActions = ['keep', 'quarantine'] as const;

export const dropFolderSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    script: z.string(),
    script_version: z.int().nullable().meta({ description: 'null: the current one at the time of the run' }),
    parameters: z
      .record(z.string(), z.unknown())
      .meta({ description: 'the others; texts may hold {{ set.month }}: a named part of the files’ names' }),
    members: z.array(memberSchema),
    group_by: z.array(z.string()).nullable().meta({
      description:
        'named parts that tell sets apart; null: those that all members have; []: all files are one set',
    }),
    quiet_seconds: z.int(),
    deadline: deadlineSchema.nullable(),
    on_stray: z.enum(strayActions),
    enabled: z.boolean().meta({ description: 'false: files are still taken in, no run starts' }),
    prefix: z.string().meta({ description: 'where files go in the files bucket: drop/<name>/' }),
    open_sets: z.int().meta({ description: 'sets that are not finished' }),
    strays: z.int(),
    owner: z.string(),
    version: z.int().meta({ description: 'counts changes of this folder; PATCH and DELETE take it' }),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'DropFolder' });

/**
 * collecting: files are missing · overdue: files are missing and the deadline is past · settling: complete, waits for the
 * quiet time (or for the folder to be switched on) · complete: being started · ran, duplicate (the same content ran
 * before), failed (no run could be started: `reason`) · discarded by somebody.
 */
export const setStatuses = [
  'collecting',
  'overdue',
  'settling',
  'complete',
  'ran',
  'duplicate',
  'failed',
  'discarded',
] as const;
export const openStatuses = ['collecting', 'overdue', 'settling'] as const;

export const setFileSchema = z
  .object({
    path: z.string().meta({ description: 'below the folder' }),
    size: z.int(),
    arrived_at: instant,
    replaced: z.int().meta({ description: 'how many versions of it came before' }),
    sha256: z.string().nullable().meta({ description: 'known once the set is complete' }),
    file_id: z.string().nullable().meta({ description: 'the input file it became' }),
  })
  .meta({ id: 'DropSetFile' });

export const dropSetSchema = z
  .object({
    id: z.string(),
    drop_folder_id: z.string(),
    status: z.enum(setStatuses),
    key: z.record(z.string(), z.string()).meta({ description: 'the named parts: {"month": "202605"}' }),
    label: z.string().meta({ description: 'the key in words: "month 202605"; "" without named parts' }),
    members: z.array(
      z.object({
        parameter: z.string(),
        pattern: z.string(),
        min: z.int(),
        max: z.int(),
        required: z.boolean(),
        missing: z.int().meta({ description: 'how many files it still wants; 0: it has enough' }),
        files: z.array(setFileSchema),
      }),
    ),
    arrived: z.int().meta({ description: 'of `wanted`, the "2" of "2 of 3 arrived"' }),
    wanted: z.int().meta({ description: 'least number of files of a complete set' }),
    reason: z.string().nullable(),
    run_id: z.string().nullable().meta({ description: 'a duplicate names the earlier run' }),
    earlier_set_id: z.string().nullable().meta({ description: 'the set whose content a duplicate has' }),
    first_at: instant.meta({ description: 'the first file came' }),
    last_at: instant.meta({ description: 'the last file came' }),
    runs_at: instant.nullable().meta({ description: 'when it runs unless a further file comes' }),
    deadline_at: instant.nullable(),
    overdue_at: instant.nullable().meta({ description: 'the deadline was missed, whatever happened later' }),
    closed_at: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'DropSet' });

export const strayReasons = ['no_member', 'too_many', 'wrong_type', 'too_large', 'bad_name'] as const;
export type StrayReason = (typeof strayReasons)[number];

export const straySchema = z
  .object({
    id: z.string(),
    drop_folder_id: z.string(),
    path: z.string(),
    size: z.int(),
    code: z.enum(strayReasons),
    reason: z.string(),
    quarantined: z.boolean().meta({ description: 'moved to drop-quarantine/<name>/' }),
    arrived_at: instant,
  })
  .meta({ id: 'DropStray' });
