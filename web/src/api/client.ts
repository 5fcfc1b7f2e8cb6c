import createClient from 'openapi-fetch';
import { ApiFailure, NO_ANSWER, readFailure } from './failure.ts';
import type { paths } from './generated/schema.d.ts';
import type { Schemas } from './schemas.ts';
import { send } from './send.ts';

export type Run = Schemas['Run'];
export type RunStatus = Run['status'];
export type TriggerType = Run['trigger']['type'];
export type RunResult = Schemas['RunResult'];
export type Check = RunResult['checks'][number];
export type Script = Schemas['Script'];
export type ScriptVersion = Schemas['ScriptVersion'];
export type RunPolicy = Script['policy'];
export type Limits = Schemas['Limits'];
export type ParametersSchema = Schemas['ParametersSchema'];
export type StoredFile = Schemas['File'];
export type Artifact = Schemas['Artifact'];
export type Me = Schemas['Me'];
export type Permission = Me['permissions'][number];
export type Tokens = Schemas['Tokens'];
export type Challenge = Schemas['Challenge'];

export const API_BASE = '/api/v1';
/** The typed client of the whole API. */
export const api = createClient<paths>({ baseUrl: API_BASE, fetch: send });

/** An answer as the client gives it: the envelope of a success, or an error. */
interface Answer<Data> {
  readonly data?: { readonly data: Data } | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

const succeeded = async <A extends { readonly error?: unknown; readonly response: Response }>(
  asked: Promise<A>,
): Promise<A> => {
  let answer: A;
  try {
    answer = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiFailure(NO_ANSWER, 0, '');
  }
  if (!answer.response.ok) throw readFailure(answer.response.status, answer.error);
  return answer;
};

/** Waits for an answer that carries nothing; throws as {@link dataOf} does. */
export const done = async (
  asked: Promise<{ readonly error?: unknown; readonly response: Response }>,
): Promise<void> => {
  await succeeded(asked);
};

/** The `data` of an answer; throws {@link ApiFailure} for an error answer, and for none (code 0). */
export const dataOf = async <Data>(asked: Promise<Answer<Data>>): Promise<Data> => {
  const answer = await succeeded(asked);
  if (answer.data === undefined) throw new ApiFailure(NO_ANSWER, answer.response.status, '');
  return answer.data.data;
};

/** A key by which the server knows the same request again (24 hours). */
export const newKey = (): { readonly 'Idempotency-Key': string } => ({
  'Idempotency-Key': crypto.randomUUID(),
});
