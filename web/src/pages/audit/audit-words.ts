import type { Schemas } from '../../api/schemas.ts';
import type { Tone } from '../run/run-words.ts';

export type AuditEvent = Schemas['AuditEvent'];
export type Outcome = AuditEvent['outcome'];

export const outcomeKeys: Readonly<Record<Outcome, string>> = {
  done: 'audit.outcomeDone',
  refused: 'audit.outcomeRefused',
  failed: 'audit.outcomeFailed',
  pending: 'audit.outcomePending',
};
export const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  done: 'ok',
  refused: 'warn',
  failed: 'bad',
  pending: 'still',
};
export const actorKeys: Readonly<Record<AuditEvent['actor']['type'], string>> = {
  user: 'audit.actorUser',
  schedule: 'audit.actorSchedule',
  drop: 'audit.actorDrop',
  webhook: 'audit.actorWebhook',
  platform: 'audit.actorPlatform',
  nobody: 'audit.actorNobody',
};
export const isOutcome = (name: string): name is Outcome => Object.hasOwn(outcomeKeys, name);
