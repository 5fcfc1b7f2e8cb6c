import { Entity } from 'electrodb';
import { conditionHeld, unlessRefused } from '../platform/conditional-write.ts';
import { once } from '../platform/once.ts';
import { type Table, tableService } from '../platform/table.ts';
import { MAIL_CODE_MS, MAIL_CODE_TRIES, MAIL_SERIES_MS, type MailCode } from './mail-code.ts';

/** Where codes are kept that were sent by mail, whether or not there is anybody they were sent to. */
export interface MailCodes {
  find(subject: string): Promise<MailCode | undefined>;
  /** Keeps a code in the place of the earlier one; false: another was kept meanwhile. */
  put(code: MailCode, earlier: MailCode | undefined): Promise<boolean>;
  /** Counts a try before the code is compared, and gives the code; undefined: there is none that is still good. */
  reserveTry(subject: string, now: number): Promise<MailCode | undefined>;
  /** Uses a code up; false: it was used before. */
  use(code: MailCode): Promise<boolean>;
}

const entityOf = (table: Table) =>
  new Entity(
    {
      model: { entity: 'mail_code', version: '1', service: tableService },
      attributes: {
        subject: { type: 'string', required: true },
        digest: { type: 'string', required: true },
        sentAt: { type: 'number', required: true, field: 'sent_at' },
        sent: { type: 'number', required: true },
        tries: { type: 'number', required: true },
        expiresAt: { type: 'number', required: true, field: 'expires_at' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['subject'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { table: table.name, client: table.client },
  );

/** What the digest of a code is that was used: none. */
const USED = 'used';

/** Codes in the table. */
export const makeMailCodes = (table: Table): MailCodes => {
  const entity = once(() => entityOf(table));
  const codeOf = ({ expiresAt: _, ...code }: MailCode & { expiresAt: number }): MailCode => code;
  return {
    find: async (subject) => {
      const { data } = await entity().get({ subject }).go({ consistent: true });
      return data === null ? undefined : codeOf(data);
    },
    put: (code, earlier) =>
      conditionHeld(() =>
        entity()
          .put({ ...code, expiresAt: Math.ceil((code.sentAt + MAIL_SERIES_MS) / 1000) })
          .where(({ subject, sentAt }, { notExists, eq }) =>
            earlier === undefined ? notExists(subject) : eq(sentAt, earlier.sentAt),
          )
          .go(),
      ),
    reserveTry: async (subject, now) => {
      return unlessRefused(async () => {
        const { data } = await entity()
          .patch({ subject })
          .add({ tries: 1 })
          .where(
            ({ tries, sentAt, digest }, { lt, gt, ne }) =>
              `${lt(tries, MAIL_CODE_TRIES)} AND ${gt(sentAt, now - MAIL_CODE_MS)} AND ${ne(digest, USED)}`,
          )
          .go({ response: 'all_new' });
        return codeOf(data);
      });
    },
    // The row stays: it counts how many were sent.
    use: ({ subject, digest }) =>
      conditionHeld(() =>
        entity()
          .patch({ subject })
          .set({ digest: USED })
          .where((row, { eq }) => eq(row.digest, digest))
          .go(),
      ),
  };
};
