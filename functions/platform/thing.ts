import type { ColumnMask } from './mask-schema.ts';
import type { Permission } from './permission-names.ts';

/** What can be somebody's, and be shared. */
export const thingTypes = ['script', 'folder', 'file', 'run', 'schedule', 'drop_folder', 'webhook'] as const;
export type ThingType = (typeof thingTypes)[number];

/** Rights on one thing; each holds those before it. */
export const rightNames = ['view', 'run', 'edit', 'manage'] as const;
export type Right = (typeof rightNames)[number];

/** One thing, as far as deciding about it needs to know it. */
export interface Thing {
  readonly type: ThingType;
  /** A script's is its name; a folder's is `<owner's user name>/<folder>`. */
  readonly id: string;
  /** The owner's user id. */
  readonly ownerId: string;
  /** The department its owner was in when it was made; it stays there when the owner moves. */
  readonly department: string | null;
  /** A script that is not for everybody. */
  readonly restricted?: boolean;
  /** The folder a file is in: rights on it hold for the file. */
  readonly folder?: string;
  /** The script that a run or trigger is of. */
  readonly script?: string;
}

/** The permissions that a data scope widens to the things of departments, and their widest form. */
export const reaching = {
  'files.read': 'files.read.all',
  'runs.read': 'runs.read.all',
  'runs.cancel': 'runs.cancel.all',
  'scripts.read': 'scripts.read.all',
  'triggers.read': 'triggers.read.all',
  'triggers.manage': 'triggers.manage.all',
} as const satisfies Partial<Record<Permission, Permission>>;
export type Reaching = keyof typeof reaching;

export const isReaching = (permission: string): permission is Reaching => permission in reaching;

/** What somebody may, before any one thing is looked at. */
export interface Rights {
  readonly permissions: ReadonlySet<Permission>;
  /** The departments whose things a permission reaches. */
  readonly reach: Readonly<Partial<Record<Reaching, readonly string[]>>>;
}

/** The policies of the moment, asked for one caller. */
export interface Authority {
  /** The custom roles of this installation. */
  readonly roleTitles: ReadonlyMap<string, { readonly title: string }>;
  readonly rights: Rights;
  /** Whether the caller may do it to the thing. */
  decide(action: ObjectAction, thing: Thing): Promise<boolean>;
  /**
   * Ids of things of a type that were shared with the caller with at least a right, in falling order, those below `before`;
   * at most `limit`.
   */
  listGranted(
    type: ThingType,
    right: Right,
    before: string | undefined,
    limit: number,
  ): Promise<readonly string[]>;
  /** What is hidden from everybody without the permission `data.unmask`; absent: nothing. */
  readonly columnMasks?: readonly ColumnMask[];
  /** Whether policies of this installation may forbid what the rules allow: then each row of a list is decided too. */
  readonly hasCustomPolicies: boolean;
}

interface ActionRule {
  readonly on: readonly ThingType[];
  /** Needed for one's own things, those of reached departments, and shared ones. */
  readonly base: Permission | null;
  /** Suffices for everybody's. */
  readonly all: Permission | null;
  /** The least right that a grant must give. */
  readonly right: Right;
  /** Open to everybody with the base permission, unless the thing is restricted. */
  readonly open?: true;
}

const triggers = ['schedule', 'drop_folder', 'webhook'] as const;

/**
 * What a person does to one thing. The policies in `functions/permissions/policies` say the same, and decide where grants
 * or policies of the installation have a say; a test holds both against each other.
 */
export const objectActions = {
  'files.read': { on: ['file', 'folder'], base: 'files.read', all: 'files.read.all', right: 'view' },
  'files.write': { on: ['file', 'folder'], base: 'files.write', all: null, right: 'manage' },
  'runs.read': { on: ['run'], base: 'runs.read', all: 'runs.read.all', right: 'view' },
  'runs.cancel': { on: ['run'], base: 'runs.cancel', all: 'runs.cancel.all', right: 'edit' },
  'scripts.read': {
    on: ['script'],
    base: 'scripts.read',
    all: 'scripts.read.all',
    right: 'view',
    open: true,
  },
  'scripts.run': { on: ['script'], base: 'runs.start', all: 'scripts.manage.all', right: 'run', open: true },
  'scripts.edit': { on: ['script'], base: 'scripts.upload', all: 'scripts.manage.all', right: 'edit' },
  'scripts.manage': { on: ['script'], base: 'scripts.upload', all: 'scripts.manage.all', right: 'manage' },
  'triggers.read': { on: triggers, base: 'triggers.read', all: 'triggers.read.all', right: 'view' },
  'triggers.run': { on: triggers, base: 'triggers.manage', all: 'triggers.manage.all', right: 'run' },
  'triggers.edit': { on: triggers, base: 'triggers.manage', all: 'triggers.manage.all', right: 'edit' },
  'triggers.manage': { on: triggers, base: 'triggers.manage', all: 'triggers.manage.all', right: 'manage' },
  share: { on: thingTypes, base: null, all: 'permissions.manage', right: 'manage' },
} as const satisfies Readonly<Record<string, ActionRule>>;
export type ObjectAction = keyof typeof objectActions;

/** The rule of an action, with every field. */
export const ruleOf = (action: ObjectAction): ActionRule => objectActions[action];
