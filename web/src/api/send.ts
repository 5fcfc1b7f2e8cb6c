import { isPassing, mayRepeat, TRIES, waitBefore } from './back-off.ts';
import { noteAnswer, noteTrouble } from './connection.ts';

/** What the session gives the client: its token, and how a new one is had. */
export interface Authority {
  /** The access token, undefined when nobody is signed in. */
  token(): string | undefined;
  /** Gets a new access token; undefined when the session is over. */
  renew(): Promise<string | undefined>;
  /** Called when the session is over while a request needed it. */
  expired(): void;
  /** Asks once more who is here; false when nobody wants to say. */
  confirm(): Promise<boolean>;
}

let authority: Authority = {
  token: () => undefined,
  renew: async () => undefined,
  expired: () => undefined,
  confirm: async () => false,
};
let language = 'zh-CN';

export const useAuthority = (given: Authority): void => {
  authority = given;
};
export const speak = (tag: string): void => {
  language = tag;
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

/** Without a key or a click for so long nobody counts as being here, in milliseconds: renewed lists keep no session. */
const UNATTENDED_MS = 2 * 60 * 1000;
let attendedAt = Date.now();
for (const sign of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
  window.addEventListener(sign, () => (attendedAt = Date.now()), { passive: true, capture: true });

const prepared = (request: Request, token: string | undefined): Request => {
  const copy = request.clone();
  copy.headers.set('Accept-Language', language);
  copy.headers.set('X-OpenScript-Client', 'console');
  // Without what the address asks for: that may hold a name or a code.
  copy.headers.set('X-OpenScript-Page', location.pathname.slice(0, 200));
  if (Date.now() - attendedAt > UNATTENDED_MS) copy.headers.set('X-OpenScript-Unattended', '1');
  if (token !== undefined) copy.headers.set('Authorization', `Bearer ${token}`);
  return copy;
};

/** Sends until there is an answer that is not "not now", or the tries are used up; throws TypeError without any. */
const persistently = async (request: Request, token: string | undefined): Promise<Response> => {
  const repeatable = mayRepeat(request.method, request.headers.has('Idempotency-Key'));
  for (let attempt = 1; ; attempt += 1) {
    const last = !repeatable || attempt === TRIES;
    const outcome = await fetch(prepared(request, token)).catch((error: unknown) => {
      if (request.signal.aborted || last || !(error instanceof TypeError)) {
        if (!request.signal.aborted) noteTrouble('offline');
        throw error;
      }
      return undefined;
    });
    if (outcome !== undefined && (!isPassing(outcome.status) || last)) {
      if (isPassing(outcome.status) && outcome.status !== 429) noteTrouble('unavailable');
      else noteAnswer();
      return outcome;
    }
    if (outcome?.status !== 429) noteTrouble(outcome === undefined ? 'offline' : 'unavailable');
    const asked = Number(outcome?.headers.get('Retry-After') ?? '0');
    await pause(waitBefore(attempt, Number.isFinite(asked) ? asked : 0, Math.random()), request.signal);
    request.signal.throwIfAborted();
  }
};

const isOpen = (request: Request): boolean =>
  /\/auth\/(check-init|init|register|activate|login|challenge|refresh|password\/(forgot|reset))$/.test(
    new URL(request.url).pathname,
  );

/** Whether it was refused because it is to be confirmed first who is here. */
const wantsConfirmation = async (answer: Response): Promise<boolean> => {
  if (answer.status !== 403) return false;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => undefined);
  return typeof body === 'object' && body !== null && 'reason' in body && body.reason === 'step_up_required';
};

/**
 * `fetch` for the API: signs the request, renews an expired token once, asks who is here where that is wanted, and
 * repeats what may be repeated.
 */
export const send = async (request: Request): Promise<Response> => {
  if (isOpen(request)) return persistently(request, undefined);
  const answer = await sendSigned(request);
  if (!(await wantsConfirmation(answer)) || !(await authority.confirm())) return answer;
  return sendSigned(request);
};

const sendSigned = async (request: Request): Promise<Response> => {
  const answer = await persistently(request, authority.token() ?? (await authority.renew()));
  if (answer.status !== 401) return answer;
  const renewed = await authority.renew();
  if (renewed === undefined) {
    authority.expired();
    return answer;
  }
  return persistently(request, renewed);
};
