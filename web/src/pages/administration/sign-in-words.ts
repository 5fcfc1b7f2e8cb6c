import type { Schemas } from '../../api/schemas.ts';

type SignIn = Schemas['SignIn'];

export const outcomes = [
  'succeeded',
  'challenged',
  'refused',
] as const satisfies readonly SignIn['outcome'][];

export const outcomeKeys: Readonly<Record<SignIn['outcome'], string>> = {
  succeeded: 'signIns.succeeded',
  challenged: 'signIns.challenged',
  refused: 'signIns.refused',
};

export const outcomeTones: Readonly<Record<SignIn['outcome'], 'ok' | 'still' | 'bad'>> = {
  succeeded: 'ok',
  challenged: 'still',
  refused: 'bad',
};

export const reasonKeys: Readonly<Record<NonNullable<SignIn['reason']>, string>> = {
  wrong_password: 'signIns.wrongPassword',
  unknown_user: 'signIns.unknownUser',
  locked: 'signIns.locked',
  busy: 'signIns.busy',
  disabled: 'signIns.disabled',
  mfa: 'signIns.mfa',
  mfa_setup: 'signIns.mfaSetup',
  new_password: 'signIns.newPassword',
  mfa_wrong: 'signIns.mfaWrong',
  expired_code: 'signIns.expiredCode',
  refresh_reused: 'signIns.refreshReused',
};
