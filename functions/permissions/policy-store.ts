import { createWriteTransaction } from 'electrodb';
import * as z from 'zod';
import { committed } from '../platform/conditional-write.ts';
import { maskKinds } from '../platform/mask-schema.ts';
import { once } from '../platform/once.ts';
import { permissions } from '../platform/permission-names.ts';
import type { Table } from '../platform/table.ts';
import type { CustomRole } from './custom-role.ts';
import {
  type DocumentEntity,
  makeHeadEntity,
  makeMaskEntity,
  makePolicyEntity,
  makeRoleEntity,
  POLICIES,
} from './entities.ts';
import { type CustomPolicy, emptySnapshot, type PolicySnapshot, type StoredMask } from './policy-set.ts';
import { dataScopes } from './vocabulary-schema.ts';

/** A row as it was and as it shall be; undefined: there is none. */
export interface RowChange<Row> {
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** Where custom roles and policies are kept. Every read is strongly consistent. */
export interface PolicyStore {
  /** The version pointer; 0: nothing was ever changed. */
  readVersion(): Promise<number>;
  /** Everything at one version. */
  read(): Promise<PolicySnapshot>;
  /** Writes a role and moves the version pointer on from `version`; false: somebody was quicker. */
  changeRole(change: RowChange<CustomRole>, version: number): Promise<boolean>;
  changePolicy(change: RowChange<CustomPolicy>, version: number): Promise<boolean>;
  changeMask(change: RowChange<StoredMask>, version: number): Promise<boolean>;
}

const names = new Set<string>(permissions);

const roleRow = z.object({
  name: z.string(),
  title: z.string(),
  inherits: z.array(z.string()),
  // A permission that a later version of the platform does not know gives nothing.
  permissions: z
    .array(z.string())
    .transform((held) => held.filter((name) => names.has(name)))
    .pipe(z.array(z.enum(permissions))),
  dataScope: z.enum(dataScopes),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const policyRow = z.object({
  name: z.string(),
  title: z.string(),
  text: z.string(),
  enabled: z.boolean(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const maskRow = z.object({
  name: z.string(),
  title: z.string(),
  columns: z.array(z.string()),
  kind: z.enum(maskKinds),
  enabled: z.boolean(),
  version: z.int(),
  updatedAt: z.string(),
});

/** How often a snapshot is read anew because it changed while it was read. */
const MAX_READS = 5;

/** Custom roles and policies in the table. */
export const makePolicyStore = (table: Table): PolicyStore => {
  const heads = once(() => makeHeadEntity(table));
  const roles = once(() => makeRoleEntity(table));
  const policies = once(() => makePolicyEntity(table));
  const masks = once(() => makeMaskEntity(table));

  const readVersion = async (): Promise<number> => {
    const { data } = await heads().get({ list: POLICIES }).go({ consistent: true });
    return data?.version ?? 0;
  };
  const documents = (rows: readonly { document: string }[]): unknown[] =>
    rows.map(({ document }): unknown => JSON.parse(document));
  const moveOn = (version: number) => ({ list: POLICIES, version: version + 1 });

  const writeRow = async (
    rows: DocumentEntity,
    { before, after }: RowChange<{ readonly name: string }>,
    version: number,
  ): Promise<boolean> =>
    committed(
      await createWriteTransaction({ heads: heads(), rows }, (write) => [
        write.heads
          .put(moveOn(version))
          .where((row, { eq, notExists }) => (version === 0 ? notExists(row.list) : eq(row.version, version)))
          .commit(),
        after === undefined
          ? write.rows.delete({ list: POLICIES, name: before?.name ?? '' }).commit()
          : write.rows.put({ list: POLICIES, name: after.name, document: JSON.stringify(after) }).commit(),
      ]).go(),
    );

  return {
    readVersion,
    read: async () => {
      for (let tries = 0; tries < MAX_READS; tries += 1) {
        const version = await readVersion();
        if (version === 0) return { ...emptySnapshot, version };
        const all = { consistent: true, pages: 'all' } as const;
        const [roleRows, policyRows, maskRows] = await Promise.all([
          roles().query.primary({ list: POLICIES }).go(all),
          policies().query.primary({ list: POLICIES }).go(all),
          masks().query.primary({ list: POLICIES }).go(all),
        ]);
        if ((await readVersion()) !== version) continue;
        const read = documents(roleRows.data).map((row) => roleRow.parse(row));
        return {
          version,
          roles: new Map(read.map((role) => [role.name, role])),
          policies: documents(policyRows.data).map((row) => policyRow.parse(row)),
          masks: documents(maskRows.data).map((row) => maskRow.parse(row)),
        };
      }
      throw new Error('the policies changed all the time while they were read');
    },
    changeRole: (change, version) => writeRow(roles(), change, version),
    changePolicy: (change, version) => writeRow(policies(), change, version),
    changeMask: (change, version) => writeRow(masks(), change, version),
  };
};
