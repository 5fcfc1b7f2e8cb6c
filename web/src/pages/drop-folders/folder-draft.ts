import type { Schemas } from '../../api/schemas.ts';
import { type Field, fieldsOf, holdsFiles } from '../../form/field.ts';

export type DropFolder = Schemas['DropFolder'];
export type DropSet = Schemas['DropSet'];
export type Stray = Schemas['DropStray'];

/** One kind of file of a set, as it stands in the form. */
export interface MemberDraft {
  parameter: string;
  pattern: string;
  min: number;
  max: number;
  required: boolean;
}

export type DeadlineKind = 'none' | 'after' | 'time';

/** Everything that stands in the form of a drop folder, except the script's parameters. */
export interface FolderDraft {
  name: string;
  script: string;
  scriptVersion: number | null;
  members: MemberDraft[];
  /** null: the parts that all members have. */
  groupBy: string[] | null;
  quietSeconds: number;
  deadline: DeadlineKind;
  afterMinutes: number;
  time: string;
  timeZone: string;
  /** Day of the month; empty: every day. */
  day: number | '';
  onStray: DropFolder['on_stray'];
  enabled: boolean;
}

export const fileFieldsOf = (schema: unknown): readonly Field[] => fieldsOf(schema).filter(holdsFiles);

/** A pattern to begin with: the parameter's name, a month, and the endings that the script takes. */
export const firstPattern = (field: Field, first: boolean): string => {
  const endings = field.constraints.accept.map((ending) => ending.replace(/^\./, ''));
  const ending =
    endings.length === 1 ? endings[0] : endings.length > 1 ? `(?:${endings.join('|')})` : '[a-z]+';
  return `${field.name}_${first ? '(?<month>\\d{6})' : '\\k<month>'}\\.${ending}`;
};

/** One member for each file parameter of a script. */
export const firstMembers = (schema: unknown): MemberDraft[] =>
  fileFieldsOf(schema).map((field, at) => ({
    parameter: field.name,
    pattern: firstPattern(field, at === 0),
    min: Math.max(1, field.constraints.minItems ?? 1),
    max: field.kind === 'file' ? 1 : Math.min(50, field.constraints.maxItems ?? 50),
    required: field.required,
  }));

export const draftOfFolder = (folder: DropFolder | undefined, script = ''): FolderDraft => {
  const deadline = folder?.deadline ?? null;
  const timed = deadline !== null && 'time' in deadline ? deadline : undefined;
  const after = deadline !== null && 'after_minutes' in deadline ? deadline : undefined;
  return {
    name: folder?.name ?? '',
    script: folder?.script ?? script,
    scriptVersion: folder?.script_version ?? null,
    members: (folder?.members ?? []).map((member) => ({
      parameter: member.parameter,
      pattern: member.pattern,
      min: member.min ?? 1,
      max: member.max ?? 1,
      required: member.required ?? true,
    })),
    groupBy: folder?.group_by ?? null,
    quietSeconds: folder?.quiet_seconds ?? 5,
    deadline: timed !== undefined ? 'time' : after !== undefined ? 'after' : 'none',
    afterMinutes: after?.after_minutes ?? 120,
    time: timed?.time ?? '18:00',
    timeZone: timed?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    day: timed?.day ?? '',
    onStray: folder?.on_stray ?? 'quarantine',
    enabled: folder?.enabled ?? true,
  };
};

const deadlineOf = (draft: FolderDraft): DropFolder['deadline'] => {
  if (draft.deadline === 'none') return null;
  if (draft.deadline === 'after') return { after_minutes: draft.afterMinutes };
  return {
    time: draft.time.slice(0, 5),
    time_zone: draft.timeZone,
    ...(draft.day === '' ? {} : { day: draft.day }),
  };
};

/** The body that makes or changes a drop folder, but for its name and version. */
export const folderBodyOf = (draft: FolderDraft, parameters: Readonly<Record<string, unknown>>) => ({
  script: draft.script,
  script_version: draft.scriptVersion,
  parameters,
  members: draft.members.map((member) => ({ ...member })),
  group_by: draft.groupBy === null || draft.groupBy.length === 0 ? null : draft.groupBy,
  quiet_seconds: draft.quietSeconds,
  deadline: deadlineOf(draft),
  on_stray: draft.onStray,
  enabled: draft.enabled,
});
