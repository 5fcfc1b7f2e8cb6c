import { CustomAttributeType, Entity, type EntityItem } from 'electrodb';
import { defaultPolicy, policySchema, type RunPolicy } from '../platform/run-policy.ts';
import { type Table, tableService } from '../platform/table.ts';
import type { Script, ScriptVersion } from './script.ts';
import { type Limits, limitsSchema, parametersSchema, visibilities } from './script-schema.ts';

// Names are kept as they are written: `Merge` and `merge` are two scripts.
const casing = 'none';

const isOpen = ({ visibility }: { visibility?: string }): boolean => visibility !== 'restricted';

/**
 * A script. `parameters` is JSON text, because a map of DynamoDB forgets the order of its keys, which is the order of
 * the form. Every list is by creation.
 */
export const makeScriptEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'script', version: '1', service: tableService },
      attributes: {
        name: { type: 'string', required: true },
        description: { type: 'string', required: true },
        summary: { type: 'string', required: true },
        // Empty: none. ElectroDB wants every part of an index key.
        category: { type: 'string', required: true },
        tags: { type: 'list', items: { type: 'string' }, required: true },
        ownerId: { type: 'string', required: true, field: 'owner_id' },
        owner: { type: 'string', required: true },
        // Absent in rows from before scripts had departments; empty: none.
        department: { type: 'string' },
        currentVersion: { type: 'number', required: true, field: 'current_version' },
        latestVersion: { type: 'number', required: true, field: 'latest_version' },
        parameters: { type: 'string', required: true },
        limits: { type: CustomAttributeType<Limits>('any'), required: true },
        policy: { type: CustomAttributeType<RunPolicy>('any') },
        archived: { type: 'boolean', required: true },
        // Absent in rows from before scripts could be restricted: everyone.
        visibility: { type: visibilities },
        version: { type: 'number', required: true },
        createdAt: { type: 'string', required: true, field: 'created_at' },
        updatedAt: { type: 'string', required: true, field: 'updated_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['name'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
        byOwner: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['owner'], casing },
          sk: { field: 'gsi1sk', composite: ['createdAt', 'name'], casing },
        },
        // Scripts are few (thousands) and seldom written: one partition for those in use, one for the archived; restricted
        // ones are in an index of their own, so that nobody's list has to leave them out.
        everybody: {
          index: 'gsi2',
          condition: isOpen,
          pk: { field: 'gsi2pk', composite: ['archived'], casing },
          sk: { field: 'gsi2sk', composite: ['createdAt', 'name'], casing },
        },
        byCategory: {
          index: 'gsi3',
          condition: isOpen,
          pk: { field: 'gsi3pk', composite: ['category'], casing },
          sk: { field: 'gsi3sk', composite: ['createdAt', 'name'], casing },
        },
        // Open ones are in everybody's list already.
        byDepartment: {
          index: 'gsi4',
          condition: (row) => !isOpen(row) && row.department !== undefined && row.department !== '',
          pk: { field: 'gsi4pk', composite: ['department'], casing },
          sk: { field: 'gsi4sk', composite: ['createdAt', 'name'], casing },
        },
        restricted: {
          index: 'gsi5',
          condition: (row) => !isOpen(row),
          pk: { field: 'gsi5pk', composite: ['archived'], casing },
          sk: { field: 'gsi5sk', composite: ['createdAt', 'name'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** A version; its number is padded in the key, so that the newest is the last. */
export const makeVersionEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'script_version', version: '1', service: tableService },
      attributes: {
        name: { type: 'string', required: true },
        n: { type: 'number', required: true, padding: { length: 7, char: '0' } },
        sha256: { type: 'string', required: true },
        size: { type: 'number', required: true },
        fileName: { type: 'string', required: true, field: 'file_name' },
        summary: { type: 'string', required: true },
        description: { type: 'string', required: true },
        changelog: { type: 'string', required: true },
        parameters: { type: 'string', required: true },
        limits: { type: CustomAttributeType<Limits>('any'), required: true },
        createdBy: { type: 'string', required: true, field: 'created_by' },
        createdAt: { type: 'string', required: true, field: 'created_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['name'], casing },
          sk: { field: 'sk', composite: ['n'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** Which version of a script has a content: written with the version, it keeps the same content from a second number. */
export const makeContentEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'script_content', version: '1', service: tableService },
      attributes: {
        name: { type: 'string', required: true },
        sha256: { type: 'string', required: true },
        n: { type: 'number', required: true },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['name'], casing },
          sk: { field: 'sk', composite: ['sha256'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

type ScriptRow = EntityItem<ReturnType<typeof makeScriptEntity>>;
type VersionRow = EntityItem<ReturnType<typeof makeVersionEntity>>;

const settings = (row: { parameters: string; limits: Limits }) => ({
  parameters: parametersSchema.parse(JSON.parse(row.parameters)),
  limits: limitsSchema.parse(row.limits),
});

export const scriptOf = (row: ScriptRow): Script => ({
  ...row,
  department: row.department === undefined || row.department === '' ? null : row.department,
  category: row.category === '' ? undefined : row.category,
  ...settings(row),
  // Absent in rows from before there were policies.
  policy: policySchema.parse(row.policy ?? defaultPolicy),
  visibility: row.visibility ?? 'everyone',
});

export const scriptRow = ({ category, department, ...script }: Script): ScriptRow => ({
  ...script,
  department: department ?? '',
  category: category ?? '',
  tags: [...script.tags],
  parameters: JSON.stringify(script.parameters),
});

export const versionOf = (row: VersionRow): ScriptVersion => ({ ...row, ...settings(row) });

export const versionRow = (version: ScriptVersion): VersionRow => ({
  ...version,
  parameters: JSON.stringify(version.parameters),
});
