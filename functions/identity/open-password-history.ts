import type { Table } from '../platform/table.ts';
import { makeCredentialStore } from './credential-store.ts';
import { makePasswordHistory, type PasswordHistory } from './password-history.ts';

/** The passwords that users had, for a domain that sets one. */
export const openPasswordHistory = (table: Table, now: () => number): PasswordHistory =>
  makePasswordHistory(makeCredentialStore(table), now);
