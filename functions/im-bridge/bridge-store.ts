import { Entity } from 'electrodb';
import { unlessRefused } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import type { BridgeCode, BridgeSignIn } from './bridge-sign-in.ts';
import { type MessengerId, messengers } from './contract.ts';

/** What the bridge keeps for minutes. Each is taken once: of two who bring the same, one gets it. `now` in milliseconds. */
export interface BridgeStore {
  putSignIn(signIn: BridgeSignIn): Promise<void>;
  takeSignIn(id: string, messenger: MessengerId, now: number): Promise<BridgeSignIn | undefined>;
  putCode(code: BridgeCode): Promise<void>;
  takeCode(id: string, messenger: MessengerId, now: number): Promise<BridgeCode | undefined>;
}

const common = {
  id: { type: 'string', required: true },
  messenger: { type: messengers, required: true },
  redirectUri: { type: 'string', required: true, field: 'redirect_uri' },
  nonce: { type: 'string' },
  challenge: { type: 'string' },
  validUntil: { type: 'number', required: true, field: 'valid_until' },
  expiresAt: { type: 'number', required: true, field: 'expires_at' },
} as const;
const indexes = {
  primary: {
    pk: { field: 'pk', composite: ['id'], casing: 'none' },
    sk: { field: 'sk', composite: [], casing: 'none' },
  },
} as const;

const signInEntity = ({ name: table, client }: Table) =>
  new Entity(
    {
      model: { entity: 'bridge_sign_in', version: '1', service: tableService },
      attributes: { ...common, state: { type: 'string' } },
      indexes,
    },
    { table, client },
  );

const codeEntity = ({ name: table, client }: Table) =>
  new Entity(
    {
      model: { entity: 'bridge_code', version: '1', service: tableService },
      attributes: {
        ...common,
        subject: { type: 'string', required: true },
        name: { type: 'string' },
        email: { type: 'string' },
      },
      indexes,
    },
    { table, client },
  );

/** The row that was taken; undefined: there is none that fits. */
const taken = async <Row>(taking: () => Promise<{ data: unknown }>): Promise<Row | undefined> =>
  (await unlessRefused(taking))?.data as Row | undefined;

type Defined<Row> = { [Name in keyof Row]: undefined extends Row[Name] ? never : Name }[keyof Row];
/** The same row, where an attribute that is undefined is none. */
type Written<Row> = Pick<Row, Defined<Row>> & { [Name in keyof Row]?: Exclude<Row[Name], undefined> };

/** A row as it is written: with the time when the table may forget it, and nothing undefined. */
const written = <Row extends { readonly validUntil: number }>(
  row: Row,
): Written<Row> & { expiresAt: number } => ({
  ...(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Written<Row>),
  expiresAt: Math.ceil(row.validUntil / 1000),
});

/** Sign-ins and codes of the bridge, in the table. */
export const makeBridgeStore = (table: Table): BridgeStore => {
  const signIns = once(() => signInEntity(table));
  const codes = once(() => codeEntity(table));
  return {
    putSignIn: async (signIn) => {
      await signIns().put(written(signIn)).go();
    },
    takeSignIn: async (id, messenger, now) => {
      const row = await taken<BridgeSignIn>(() =>
        signIns()
          .delete({ id })
          .where((of, { eq, gt }) => `${eq(of.messenger, messenger)} AND ${gt(of.validUntil, now)}`)
          .go({ response: 'all_old' }),
      );
      return row;
    },
    putCode: async ({ name, email, ...code }) => {
      const known = { ...(name === null ? {} : { name }), ...(email === null ? {} : { email }) };
      await codes()
        .put({ ...written(code), ...known })
        .go();
    },
    takeCode: async (id, messenger, now) => {
      const row = await taken<BridgeCode>(() =>
        codes()
          .delete({ id })
          .where((of, { eq, gt }) => `${eq(of.messenger, messenger)} AND ${gt(of.validUntil, now)}`)
          .go({ response: 'all_old' }),
      );
      return row === undefined ? undefined : { ...row, name: row.name ?? null, email: row.email ?? null };
    },
  };
};
