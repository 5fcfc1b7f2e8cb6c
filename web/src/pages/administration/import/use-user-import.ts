import { computed, ref } from 'vue';
import { api, dataOf, newKey } from '../../../api/client.ts';
import { ApiFailure } from '../../../api/failure.ts';
import { failureText } from '../../../layout/failure-text.ts';
import type { UserRow } from './user-rows.ts';

/** What became of one line. */
export type RowResult =
  | { readonly is: 'working' }
  | { readonly is: 'made'; readonly id: string; readonly password: string | null }
  | { readonly is: 'invited'; readonly id: string }
  /** The user was made; the letter was not sent, and can be sent again from the user's page. */
  | { readonly is: 'notSent'; readonly id: string; readonly reason: string }
  /** Somebody of this name is there already, and stays as they are. */
  | { readonly is: 'exists' }
  | { readonly is: 'refused'; readonly reason: string };

const isTaken = (error: unknown): boolean =>
  error instanceof ApiFailure &&
  error.code === 40901 &&
  error.faults.some(({ field }) => field === 'username');
/** Who may not make users, or was not confirmed to be here, may not make the next one either. */
const endsAll = (error: unknown): boolean =>
  !(error instanceof ApiFailure) ||
  error.status === 401 ||
  error.status === 0 ||
  error.status === 429 ||
  error.status >= 500;
const wasNotConfirmed = (error: unknown): boolean => error instanceof ApiFailure && error.status === 403;

/**
 * Makes users one after the other by the API, which checks every right and value. A line keeps its Idempotency-Key, so that
 * one whose answer was lost is not made twice; what is made stays made when it is stopped, and starting again goes on.
 */
export const useUserImport = () => {
  const results = ref<ReadonlyMap<number, RowResult>>(new Map());
  const running = ref(false);
  const stopping = ref(false);
  const keys = new Map<number, ReturnType<typeof newKey>>();
  const note = (line: number, result: RowResult) => {
    results.value = new Map([...results.value, [line, result]]);
  };
  const keyOf = (line: number) => {
    const key = keys.get(line) ?? newKey();
    keys.set(line, key);
    return key;
  };

  const make = async (row: UserRow, invite: boolean): Promise<RowResult> => {
    const made = await dataOf(
      api.POST('/users', {
        body: {
          username: row.username,
          roles: [...row.roles],
          groups: [...row.groupIds],
          department: row.departmentId,
          invite,
          ...(row.displayName === '' ? {} : { display_name: row.displayName }),
          ...(row.email === '' ? {} : { email: row.email }),
        },
        headers: keyOf(row.line),
      }),
    );
    const { id, invitation, temporary_password: password } = made;
    if (invitation === null) return { is: 'made', id, password };
    return invitation.sent ? { is: 'invited', id } : { is: 'notSent', id, reason: invitation.reason ?? '' };
  };

  const start = async (rows: readonly UserRow[], inviting: boolean): Promise<void> => {
    running.value = true;
    stopping.value = false;
    for (const row of rows) {
      const before = results.value.get(row.line);
      if (stopping.value) break;
      if (before !== undefined && before.is !== 'refused') continue;
      note(row.line, { is: 'working' });
      try {
        note(row.line, await make(row, inviting && row.email !== ''));
      } catch (error) {
        if (isTaken(error)) note(row.line, { is: 'exists' });
        else note(row.line, { is: 'refused', reason: failureText(error) });
        // The key is free again after a refusal; what never came to an answer keeps it.
        if (!endsAll(error)) keys.delete(row.line);
        if (endsAll(error) || wasNotConfirmed(error)) break;
      }
    }
    running.value = false;
  };
  const count = (...wanted: readonly RowResult['is'][]): number =>
    [...results.value.values()].filter(({ is }) => wanted.includes(is)).length;
  return {
    results,
    running,
    start,
    stop: () => (stopping.value = true),
    forget: () => {
      results.value = new Map();
      keys.clear();
    },
    made: computed(() => count('made', 'invited', 'notSent')),
    exist: computed(() => count('exists')),
    refused: computed(() => count('refused')),
  };
};
