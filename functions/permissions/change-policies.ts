import type { PolicySnapshot } from './policy-set.ts';
import type { PolicyStore } from './policy-store.ts';
import { contended } from './role-errors.ts';

/** Rounds against others who change roles or policies at the same time. */
const MAX_ROUNDS = 10;

/**
 * Decides a change on the roles and policies as they are, and writes it if they still are; otherwise once more. `decide`
 * throws what speaks against it, and gives the writing (false: somebody was quicker) with the answer.
 */
export const changePolicies = async <Answer>(
  store: Pick<PolicyStore, 'read'>,
  decide: (snapshot: PolicySnapshot) => Promise<{ write: () => Promise<boolean>; answer: Answer }>,
): Promise<Answer> => {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { write, answer } = await decide(await store.read());
    if (await write()) return answer;
  }
  throw contended();
};
