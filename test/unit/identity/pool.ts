import { randomUUID } from 'node:crypto';
import type { PoolSignIns, SignInOutcome } from '../../../functions/identity/pool-sign-ins.ts';
import type { PoolUsers } from '../../../functions/identity/pool-users.ts';
import { goodClaims, sign } from './tokens.ts';

interface Member {
  id: string;
  createdAt: number;
  password: string | undefined;
  permanent: boolean;
  code: string | undefined;
  groups: string[];
  disabled?: boolean;
}

/**
 * A user pool in memory that signs real tokens with the key of the tests. Like the emulator's, it does not check the
 * session of a challenge: that must be our own doing.
 */
export const inMemoryPool = (now: () => number) => {
  const members = new Map<string, Member>();
  const refreshTokens = new Map<string, { name: string; jti: string }>();
  const faults = new Map<string, Error>();
  let signIns = 0;

  const failIfAsked = (step: string): void => {
    const fault = faults.get(step);
    if (fault !== undefined) throw fault;
  };
  const accessToken = (name: string, member: Member, jti: string) =>
    sign({
      ...goodClaims(),
      sub: member.id,
      username: name,
      origin_jti: jti,
      jti: randomUUID(),
      'cognito:groups': member.groups,
    });
  const tokens = (name: string, member: Member): SignInOutcome => {
    const jti = randomUUID();
    const refreshToken = `pool-${randomUUID()}`;
    refreshTokens.set(refreshToken, { name, jti });
    return {
      kind: 'tokens',
      accessToken: accessToken(name, member, jti),
      refreshToken,
      expiresIn: 3600,
    };
  };
  const member = (name: string): Member => {
    const found = members.get(name);
    if (found === undefined) throw new Error(`no user ${name} in the pool`);
    return found;
  };

  const users: PoolUsers = {
    create: async (name) => {
      failIfAsked('create');
      if (members.has(name)) return undefined;
      const made = { id: randomUUID(), createdAt: now(), enabled: true };
      members.set(name, {
        id: made.id,
        createdAt: made.createdAt,
        password: undefined,
        permanent: false,
        code: undefined,
        groups: [],
      });
      return made;
    },
    find: async (name) => {
      const found = members.get(name);
      return found === undefined
        ? undefined
        : { id: found.id, createdAt: found.createdAt, enabled: found.disabled !== true };
    },
    remove: async (name) => {
      failIfAsked('remove');
      members.delete(name);
    },
    addRole: async (name, role) => {
      failIfAsked('addRole');
      member(name).groups.push(role);
    },
    setPassword: async (name, password) => {
      failIfAsked('setPassword');
      Object.assign(member(name), { password, permanent: true });
    },
    changePassword: async (token, oldPassword, newPassword) => {
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
        username: string;
      };
      const found = member(claims.username);
      if (found.password !== oldPassword) return false;
      found.password = newPassword;
      return true;
    },
  };

  const signInsPort: PoolSignIns = {
    signIn: async (name, password) => {
      signIns += 1;
      failIfAsked('signIn');
      const found = members.get(name);
      if (found?.password === undefined || found.password !== password || found.disabled === true)
        return { kind: 'refused' };
      if (!found.permanent) return { kind: 'challenge', challenge: 'new_password', session: 'pool.session' };
      if (found.code !== undefined) return { kind: 'challenge', challenge: 'mfa', session: 'pool.session' };
      return tokens(name, found);
    },
    answerNewPassword: async (name, _session, newPassword) => {
      if (newPassword.includes('refused')) return 'not_accepted';
      Object.assign(member(name), { password: newPassword, permanent: true });
      return tokens(name, member(name));
    },
    answerCode: async (name, _session, code) =>
      member(name).code === code ? tokens(name, member(name)) : { kind: 'refused' },
    refresh: async (refreshToken) => {
      const known = refreshTokens.get(refreshToken);
      if (known === undefined) return undefined;
      return { accessToken: accessToken(known.name, member(known.name), known.jti), expiresIn: 3600 };
    },
  };
  return { users, signIns: signInsPort, members, faults, countSignIns: () => signIns };
};
