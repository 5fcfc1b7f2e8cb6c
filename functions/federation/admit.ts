import type { Users } from '../identity/index.ts';
import { type AdmissionRules, type Arrival, decideAdmission, linkingEmail, newcomer } from './admission.ts';
import type { PoolIdentities } from './pool-identities.ts';

export interface AdmitDependencies {
  readonly users: Pick<Users, 'find' | 'adopt'>;
  readonly identities: Pick<PoolIdentities, 'findByEmail' | 'link' | 'removeProfile'>;
  readonly rules: AdmissionRules;
  readonly now: () => number;
}

/** `linked`: the identity is another user's from now on, whose tokens the pool gives at the next attempt only. */
export type Admitted = 'sign_in' | 'linked' | 'not_accepted' | 'not_linked';

/** Sees to it that somebody who came through a provider has a row, or is linked to one; or says that they may not. */
export const makeAdmit = ({ users, identities, rules, now }: AdmitDependencies) => {
  /** The one active user with the same verified address. Two of them are nobody: which one is meant, no one can say. */
  const findNamesake = async (arrival: Arrival): Promise<string | undefined> => {
    const email = linkingEmail(arrival, rules);
    const [name, ...others] = email === undefined ? [] : await identities.findByEmail(email);
    if (name === undefined || others.length > 0) return undefined;
    const row = await users.find(name);
    return row?.status === 'active' ? name : undefined;
  };

  const link = async (name: string, { provider, subject, name: profile }: Arrival): Promise<Admitted> => {
    // The pool links no identity that has a profile of its own; a user's row was never made for this one.
    await identities.removeProfile(profile);
    return (await identities.link(name, { provider, subject })) ? 'linked' : 'not_accepted';
  };

  return async (arrival: Arrival): Promise<Admitted> => {
    const { kind } = decideAdmission(arrival, await users.find(arrival.name));
    if (kind === 'sign_in') return 'sign_in';
    if (kind === 'refused') return 'not_accepted';
    const namesake = await findNamesake(arrival);
    if (namesake !== undefined) return link(namesake, arrival);
    if (rules.roles.length === 0) {
      await identities.removeProfile(arrival.name); // so that an administrator may link the identity
      return 'not_linked';
    }
    await users.adopt(newcomer(arrival, rules.roles, new Date(now()).toISOString()));
    return 'sign_in';
  };
};

export type Admit = ReturnType<typeof makeAdmit>;
