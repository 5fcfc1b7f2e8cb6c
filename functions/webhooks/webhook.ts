import { createHash } from 'node:crypto';
import * as z from 'zod';
import { decide } from '../platform/decide.ts';
import { ApiError, errorCodes, notFound } from '../platform/errors.ts';
import { type Caller, may } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { ObjectAction, Thing } from '../platform/thing.ts';
import { webhookSettings } from './contract.ts';

/** A webhook as it is kept: one document that changes as a whole, on condition that nobody changed it (`version`). */
export const webhookRowSchema = z.object({
  id: z.string(),
  script: z.string(),
  ...webhookSettings,
  owner: z.string(),
  owner_id: z.string(),
  /** The department its owner was in when it was made. */
  department: z.string().nullable().default(null),
  /** The newest first; those after it are in their grace time. Sealed: see `sealing.ts`. */
  secrets: z.array(
    z.object({ sealed: z.string(), created_at: z.string(), expires_at: z.string().nullable() }),
  ),
  /** The address is not kept: it is made from the id and this number, and found by its hash. */
  token_generation: z.int().min(1),
  token_hash: z.string(),
  version: z.int().min(1),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Webhook = z.output<typeof webhookRowSchema>;

/** What the table knows of a token. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The secrets that are valid at a time, in milliseconds since 1970. */
export const validSecrets = ({ secrets }: Webhook, at: number): Webhook['secrets'] =>
  secrets.filter(({ expires_at }) => expires_at === null || Date.parse(expires_at) > at);

/** Puts a new secret before the others, which end after the grace time or at once. */
export const withNewSecret = (
  hook: Webhook,
  sealed: string,
  at: number,
  graceSeconds: number,
): Webhook['secrets'] => {
  const end = new Date(at + graceSeconds * 1000).toISOString();
  const kept = graceSeconds === 0 ? [] : validSecrets(hook, at);
  return [
    { sealed, created_at: new Date(at).toISOString(), expires_at: null },
    ...kept.map((old) => ({
      ...old,
      expires_at: old.expires_at !== null && old.expires_at < end ? old.expires_at : end,
    })),
  ].slice(0, MAX_SECRETS);
};
/** No more secrets than these are valid at a time: each costs a comparison. */
const MAX_SECRETS = 3;

/** The webhook as decisions know it. */
export const thingOfWebhook = ({ id, owner_id, department, script }: Webhook): Thing => ({
  type: 'webhook',
  id,
  ownerId: owner_id,
  department,
  script,
});

/** A webhook that the caller may see: 40401 for anybody else, as for one that does not exist. */
export const checkVisible = async (hook: Webhook | undefined, caller: Caller): Promise<Webhook> => {
  if (hook === undefined || !(await decide(caller, 'triggers.read', thingOfWebhook(hook)))) throw notFound();
  return hook;
};

/** A webhook that the caller may change, or do something else with. Who may only see it gets 40301. */
export const checkOwn = async (
  found: Webhook | undefined,
  caller: Caller,
  action: ObjectAction = 'triggers.edit',
): Promise<Webhook> => {
  const hook = await checkVisible(found, caller);
  if (!(await decide(caller, action, thingOfWebhook(hook))))
    throw new ApiError(
      errorCodes.notAllowed,
      text('only its owner may change a webhook', '只有所有者可以修改该 webhook'),
    );
  return hook;
};

/** What a webhook runs in its owner's name. */
const ownersOnly = ['script', 'script_version', 'parameters', 'mapping', 'file_mapping'];

/** Throws 40301 for a change of what it runs by somebody whom it was only shared with. */
export const checkRunsAs = (hook: Webhook, changes: object, caller: Caller): void => {
  const asked = Object.keys(changes).some((field) => ownersOnly.includes(field));
  if (asked && hook.owner_id !== caller.userId && !may(caller, 'triggers.manage.all'))
    throw new ApiError(
      errorCodes.notAllowed,
      text(
        'only its owner may change what a webhook runs: it runs in the owner’s name',
        '只有所有者可以更改 webhook 运行的内容：它以所有者的名义运行',
      ),
    );
};
