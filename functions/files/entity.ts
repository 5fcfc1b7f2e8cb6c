import { Entity, type EntityItem, type TransactWriteEntity } from 'electrodb';
import { type Table, tableService } from '../platform/table.ts';
import { monthOf, type StoredFile } from './file.ts';

const casing = 'none';
const statuses = ['uploading', 'ready', 'deleting'] as const;
/** A row that nobody swept is removed by TTL this long after its creation, in seconds: a week. */
const LEFT_OVER_SECONDS = 7 * 24 * 60 * 60;

/** The work list of the sweeper. */
export const sweepList = 'files-to-sweep';

/** A file. Ids begin with their time, so every list sorts by id. */
export const makeFileEntity = (table: Table) =>
  new Entity(
    {
      model: { entity: 'file', version: '1', service: tableService },
      attributes: {
        id: { type: 'string', required: true },
        name: { type: 'string', required: true },
        size: { type: 'number', required: true },
        sha256: { type: 'string', required: true },
        contentType: { type: 'string', required: true, field: 'content_type' },
        // Empty: none. ElectroDB wants every part of an index key, also where its condition keeps the row out of the index.
        folder: { type: 'string', required: true },
        status: { type: statuses, required: true },
        ownerId: { type: 'string', required: true, field: 'owner_id' },
        owner: { type: 'string', required: true },
        // Empty: none, and in no such list.
        department: { type: 'string' },
        versionId: { type: 'string', field: 'version_id' },
        createdAt: { type: 'string', required: true, field: 'created_at' },
        month: { type: 'string', required: true },
        // Rows of before files could be moved have none.
        version: { type: 'number' },
        // Empty: never.
        sweepAt: { type: 'string', required: true, field: 'sweep_at' },
        work: { type: 'string', required: true },
        expiresAt: { type: 'number', field: 'expires_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['id'], casing },
          sk: { field: 'sk', composite: [], casing },
        },
        byOwner: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['owner'], casing },
          sk: { field: 'gsi1sk', composite: ['id'], casing },
        },
        byMonth: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['month'], casing },
          sk: { field: 'gsi2sk', composite: ['id'], casing },
        },
        byFolder: {
          index: 'gsi3',
          condition: ({ folder }) => folder !== '',
          pk: { field: 'gsi3pk', composite: ['owner', 'folder'], casing },
          sk: { field: 'gsi3sk', composite: ['id'], casing },
        },
        byDepartment: {
          index: 'gsi5',
          condition: ({ department }) => department !== undefined && department !== '',
          pk: { field: 'gsi5pk', composite: ['department'], casing },
          sk: { field: 'gsi5sk', composite: ['id'], casing },
        },
        toSweep: {
          index: 'gsi4',
          condition: ({ sweepAt }) => sweepAt !== '',
          pk: { field: 'gsi4pk', composite: ['work'], casing },
          sk: { field: 'gsi4sk', composite: ['sweepAt', 'id'], casing },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** The same entity as `createWriteTransaction` hands it out. */
type FileWriter =
  ReturnType<typeof makeFileEntity> extends Entity<infer A, infer F, infer C, infer S>
    ? TransactWriteEntity<A, F, C, S>
    : never;

/** The condition of a transaction that the file can be used: uploaded, checked, and not being deleted. */
export const checkReady = (files: FileWriter, id: string) =>
  files.check({ id }).where(({ status }, { eq }) => eq(status, 'ready'));

type FileRow = EntityItem<ReturnType<typeof makeFileEntity>>;

export const fileOf = ({
  month,
  work,
  expiresAt,
  department = '',
  version = 1,
  ...row
}: FileRow): StoredFile => ({
  ...row,
  version,
  department: department === '' ? null : department,
  folder: row.folder === '' ? undefined : row.folder,
  versionId: row.versionId,
  sweepAt: row.sweepAt === '' ? undefined : row.sweepAt,
});

export const fileRow = ({ folder, versionId, sweepAt, department, ...file }: StoredFile): FileRow => {
  const createdAt = Date.parse(file.createdAt);
  return {
    ...file,
    folder: folder ?? '',
    department: department ?? '',
    ...(versionId === undefined ? {} : { versionId }),
    month: monthOf(createdAt),
    sweepAt: sweepAt ?? '',
    work: sweepList,
    ...(sweepAt === undefined ? {} : { expiresAt: Math.ceil(createdAt / 1000) + LEFT_OVER_SECONDS }),
  };
};
