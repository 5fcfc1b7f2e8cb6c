import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { api, type Challenge, dataOf, done, type Me, type Permission, type Tokens } from '../api/client.ts';
import { useAuthority } from '../api/send.ts';
import { askWhoIsHere } from './step-up.ts';

/** Says that a refresh cookie may exist; the cookie itself is out of reach of scripts. Holds no secret. */
const HINT = 'openscript.signed-in';
/** A new token is asked for this long before the old one ends. */
const EARLY_SECONDS = 60;

const isTokens = (answer: Tokens | Challenge): answer is Tokens => 'access_token' in answer;

/**
 * Who is signed in. The access token lives in this closure only; the refresh token in an HttpOnly cookie that the
 * API sets for the console, so a reload asks for a new access token and no page script can read either.
 */
export const useSession = defineStore('session', () => {
  const me = ref<Me | undefined>();
  const restored = ref(false);
  /** The API did not answer while the session was being restored: nobody knows yet who is here. */
  const unreachable = ref(false);
  let accessToken: string | undefined;
  let renewAt: ReturnType<typeof setTimeout> | undefined;
  let renewal: Promise<string | undefined> | undefined;
  /** Of a second factor that was set up while signing in; shown once. */
  let recoveryCodes: readonly string[] | undefined;
  let onExpired: () => void = () => undefined;

  const forget = (): void => {
    accessToken = undefined;
    me.value = undefined;
    clearTimeout(renewAt);
  };

  const keep = (tokens: Tokens): string => {
    accessToken = tokens.access_token;
    localStorage.setItem(HINT, '1');
    clearTimeout(renewAt);
    const wait = Math.max(5, tokens.expires_in - EARLY_SECONDS);
    renewAt = setTimeout(() => void renew(), Math.min(wait, 24 * 3600) * 1000);
    return accessToken;
  };

  const askAnew = async (): Promise<string | undefined> => {
    if (localStorage.getItem(HINT) === null) return undefined;
    try {
      return keep(await dataOf(api.POST('/auth/refresh', { body: {} })));
    } catch (error) {
      if (error instanceof Error && 'status' in error && (error.status === 401 || error.status === 400)) {
        localStorage.removeItem(HINT);
        accessToken = undefined;
        return undefined;
      }
      throw error;
    }
  };

  /** One renewal at a time, however many requests wait for it. */
  const renew = (): Promise<string | undefined> => {
    renewal ??= askAnew().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };

  useAuthority({
    token: () => accessToken,
    renew,
    expired: () => {
      const hadUser = me.value !== undefined;
      forget();
      if (hadUser) onExpired();
    },
    confirm: askWhoIsHere,
  });

  const loadMe = async (): Promise<void> => {
    me.value = await dataOf(api.GET('/auth/me'));
  };

  /** Once at start: takes up the session that a reload interrupted. */
  const restore = async (): Promise<void> => {
    if (restored.value) return;
    try {
      if ((await renew()) !== undefined) await loadMe();
      restored.value = true;
      unreachable.value = false;
    } catch {
      unreachable.value = true;
    }
  };

  const accept = async (answer: Tokens | Challenge): Promise<Challenge | undefined> => {
    if (!isTokens(answer)) return answer;
    keep(answer);
    recoveryCodes = answer.recovery_codes;
    restored.value = true;
    await loadMe();
    return undefined;
  };

  /** Signs in; answers the challenge that must be met first, if there is one. */
  const signIn = async (username: string, password: string): Promise<Challenge | undefined> =>
    accept(await dataOf(api.POST('/auth/login', { body: { username, password } })));

  const answerChallenge = async (body: {
    session: string;
    username: string;
    new_password?: string;
    code?: string;
  }): Promise<Challenge | undefined> => accept(await dataOf(api.POST('/auth/challenge', { body })));

  const takeRecoveryCodes = (): readonly string[] | undefined => {
    const taken = recoveryCodes;
    recoveryCodes = undefined;
    return taken;
  };
  /** Somebody leaves to sign in at another provider: who comes back has a cookie, which is to be asked for. */
  const expectReturn = (): void => localStorage.setItem(HINT, '1');

  /** Ends the session everywhere it matters: at the server, in this tab, and in the other tabs. */
  const signOut = async (): Promise<void> => {
    await done(api.POST('/auth/logout')).catch(() => undefined);
    localStorage.removeItem(HINT);
    forget();
  };

  window.addEventListener('storage', (event) => {
    if (event.key === HINT && event.newValue === null && me.value !== undefined) {
      forget();
      onExpired();
    }
  });

  const may = (permission: Permission): boolean => me.value?.permissions.includes(permission) ?? false;
  const whenExpired = (then: () => void): void => {
    onExpired = then;
  };

  return {
    me,
    unreachable,
    signedIn: computed(() => me.value !== undefined),
    may,
    restore,
    signIn,
    answerChallenge,
    takeRecoveryCodes,
    expectReturn,
    signOut,
    loadMe,
    whenExpired,
  };
});
