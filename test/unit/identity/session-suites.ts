import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CredentialStore } from '../../../functions/identity/credential-store.ts';
import { type MailCode, nextMailCode } from '../../../functions/identity/mail-code.ts';
import type { MailCodes } from '../../../functions/identity/mail-code-store.ts';
import type { Registrations } from '../../../functions/identity/registration-store.ts';
import type { NewSession } from '../../../functions/identity/session.ts';
import type { SessionPlace, Sessions } from '../../../functions/identity/session-store.ts';
import type { SignInEvent } from '../../../functions/identity/sign-in-event.ts';
import type { SignInLog } from '../../../functions/identity/sign-in-log.ts';
import { newId } from '../../../functions/platform/ids.ts';

/** The stores of sessions, second factors, codes and the sign-in log. */
export interface SessionStores {
  readonly sessions: Sessions;
  readonly credentials: CredentialStore;
  readonly mailCodes: MailCodes;
  readonly registrations: Registrations;
  readonly signIns: SignInLog;
}

const at = '2026-11-22T00:00:00.000Z';
const now = Date.parse(at);

/** What every implementation of these stores must do: run on those in memory and on the table's. */
export const defineSessionSuites = (open: () => SessionStores): void => {
  describe('a session’s refresh token', () => {
    const session = (userId: string): NewSession => ({
      userId,
      id: 's1',
      username: 'ann',
      refreshHash: 'aa',
      poolHash: 'cc',
      createdAt: at,
      lastSeen: at,
      expiresAt: 4_000_000_000,
      device: 'Firefox · Windows',
      userAgent: 'Mozilla/5.0',
      address: '203.0.113.9',
      idleSeconds: 600,
      confirmedAt: now,
    });
    const rotation = { refreshHash: 'bb', previousHash: 'aa', rotatedAt: now, sealedNonce: 'sealed' };

    test('is replaced by one of ten at once, and not in a session that has ended', async () => {
      const { sessions } = open();
      const userId = randomUUID();
      await sessions.start(session(userId));
      const rotated = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          sessions.rotate(userId, 's1', { ...rotation, refreshHash: `b${n}` }),
        ),
      );
      expect(rotated.filter(Boolean)).toHaveLength(1);
      const { refreshHash = '' } = (await sessions.find(userId, 's1')) ?? {};
      expect(refreshHash).toBe(`b${rotated.indexOf(true)}`);
      expect(await sessions.revoke(userId, 's1', at)).toBe(true);
      expect(await sessions.revoke(userId, 's1', at)).toBe(false);
      expect(await sessions.rotate(userId, 's1', { ...rotation, previousHash: refreshHash })).toBe(false);
      expect(await sessions.noteConfirmed(userId, 's1', now)).toBe(false);
      expect(await sessions.rotate(userId, 'none', rotation)).toBe(false);
      expect(await sessions.find(userId, 'none')).toBeUndefined();
    });

    test('goes with what was known of the session', async () => {
      const { sessions } = open();
      const userId = randomUUID();
      await sessions.start(session(userId));
      expect(await sessions.find(userId, 's1')).toEqual(session(userId));
      await sessions.rotate(userId, 's1', rotation);
      const later = '2026-11-22T00:05:00.000Z';
      await sessions.noteSeen(userId, 's1', later);
      expect(await sessions.noteConfirmed(userId, 's1', now + 1)).toBe(true);
      const kept = { ...session(userId), ...rotation, lastSeen: later, confirmedAt: now + 1 };
      expect(await sessions.find(userId, 's1')).toEqual(kept);
      expect(await sessions.listOf(userId)).toEqual([kept]);
    });

    test('and the session is in the list of open ones, by when it was seen, until it ends', async () => {
      const { sessions } = open();
      const users = [randomUUID(), randomUUID(), randomUUID()];
      const seen = (n: number) => `2099-01-01T00:0${n}:00.000Z`;
      for (const [n, userId] of users.entries())
        await sessions.start({ ...session(userId), lastSeen: seen(n) });
      await sessions.noteSeen(users[0] ?? '', 's1', seen(5));
      const listed: string[] = [];
      let after: SessionPlace | undefined;
      for (let page = 0; page < 3; page += 1) {
        const { rows } = await sessions.listOpen(after, 1);
        const [row] = rows;
        if (row?.lastSeen === undefined) throw new Error('a page is empty');
        listed.push(row.userId);
        after = { lastSeen: row.lastSeen, userId: row.userId, id: row.id };
      }
      expect(listed).toEqual([users[0], users[2], users[1]]);
      await sessions.revoke(users[2] ?? '', 's1', at);
      const { rows } = await sessions.listOpen(undefined, 3);
      expect(rows.map(({ userId }) => userId).slice(0, 2)).toEqual([users[0], users[1]]);
      for (const userId of users) await sessions.revoke(userId, 's1', at);
    });
  });

  describe('a second factor', () => {
    const factor = { sealed: 'sealed', since: at, step: 10, recovery: ['r1', 'r2'] };

    test('is bound once, as it was offered, and removed with all that belongs to it', async () => {
      const { credentials } = open();
      const user = randomUUID();
      expect(await credentials.find(user)).toEqual({ userId: user, passwords: [], recovery: [] });
      expect(await credentials.bindFactor(user, factor)).toBe(false);
      await credentials.offerFactor(user, 'another');
      expect(await credentials.bindFactor(user, factor)).toBe(false);
      await credentials.offerFactor(user, 'sealed');
      expect(await credentials.bindFactor(user, factor)).toBe(true);
      expect(await credentials.bindFactor(user, factor)).toBe(false);
      expect(await credentials.find(user)).toMatchObject({ factor: 'sealed', factorSince: at, lastStep: 10 });
      expect(await credentials.unbindFactor(user)).toBe(true);
      expect(await credentials.unbindFactor(user)).toBe(false);
      expect(await credentials.find(user)).toEqual({ userId: user, passwords: [], recovery: [] });
      expect(await credentials.useStep(user, 11)).toBe(false);
      expect(await credentials.renewRecovery(user, ['r3'])).toBe(false);
    });

    test('takes each step and each recovery code once, of however many at once', async () => {
      const { credentials } = open();
      const user = randomUUID();
      await credentials.offerFactor(user, 'sealed');
      await credentials.bindFactor(user, factor);
      expect(await credentials.useStep(user, 10)).toBe(false);
      const steps = await Promise.all(Array.from({ length: 8 }, () => credentials.useStep(user, 12)));
      expect(steps.filter(Boolean)).toHaveLength(1);
      expect(await credentials.useStep(user, 11)).toBe(false);
      const codes = await Promise.all(Array.from({ length: 8 }, () => credentials.useRecovery(user, 'r1')));
      expect(codes.filter(Boolean)).toHaveLength(1);
      expect((await credentials.find(user)).recovery).toEqual(['r2']);
      expect(await credentials.useRecovery(user, 'r2')).toBe(true);
      expect((await credentials.find(user)).recovery).toEqual([]);
      expect(await credentials.renewRecovery(user, ['r3', 'r4'])).toBe(true);
      expect((await credentials.find(user)).recovery.toSorted()).toEqual(['r3', 'r4']);
    });

    test('leaves the passwords, of which the last five are kept', async () => {
      const { credentials } = open();
      const user = randomUUID();
      for (let n = 1; n <= 6; n += 1)
        await credentials.addPassword(await credentials.find(user), `hash ${n}`, at);
      await credentials.offerFactor(user, 'sealed');
      await credentials.bindFactor(user, factor);
      await credentials.unbindFactor(user);
      const { passwords, passwordChangedAt } = await credentials.find(user);
      expect(passwords).toEqual([6, 5, 4, 3, 2].map((n) => `hash ${n}`));
      expect(passwordChangedAt).toBe(at);
    });
  });

  describe('a code that was sent', () => {
    const codeOf = (subject: string, earlier?: MailCode, when = now) =>
      nextMailCode(subject, 'digest', earlier, when);

    test('takes five tries within its time, and is used once', async () => {
      const { mailCodes } = open();
      const subject = `password ${randomUUID()}`;
      expect(await mailCodes.reserveTry(subject, now)).toBeUndefined();
      expect(await mailCodes.put(codeOf(subject), undefined)).toBe(true);
      expect(await mailCodes.put(codeOf(subject), undefined)).toBe(false);
      expect(await mailCodes.reserveTry(subject, now + 15 * 60_000)).toBeUndefined();
      const tries = await Promise.all(
        Array.from({ length: 9 }, () => mailCodes.reserveTry(subject, now + 1000)),
      );
      expect(tries.filter((one) => one !== undefined)).toHaveLength(5);
      const earlier = await mailCodes.find(subject);
      const second = codeOf(subject, earlier, now + 2000);
      expect(second.sent).toBe(2);
      expect(await mailCodes.put(second, earlier)).toBe(true);
      expect(await mailCodes.use(second)).toBe(true);
      expect(await mailCodes.use(second)).toBe(false);
      expect(await mailCodes.reserveTry(subject, now + 3000)).toBeUndefined();
      expect(await mailCodes.find(subject)).toMatchObject({ sent: 2 });
    });

    test('for a registration too, which is taken once', async () => {
      const { registrations } = open();
      const registration = { id: randomUUID(), digest: 'digest', sealed: 'sealed', createdAt: now };
      await registrations.add(registration);
      expect(await registrations.reserveTry('nobody', now)).toBeUndefined();
      const tries = await Promise.all(
        Array.from({ length: 9 }, () => registrations.reserveTry(registration.id, now + 1000)),
      );
      expect(tries.filter((one) => one !== undefined)).toEqual(Array(5).fill(registration));
      const taken = await Promise.all(Array.from({ length: 4 }, () => registrations.take(registration.id)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await registrations.take('nobody')).toBe(false);
    });
  });

  test('the sign-in log is read by user or whole, within a stretch of time, the newest first', async () => {
    const { signIns } = open();
    const base = Date.parse('2099-01-01T00:00:00.000Z');
    const name = `u${randomUUID().slice(0, 8)}`;
    const eventOf = (n: number, part: Partial<SignInEvent>): SignInEvent => ({
      id: newId('sgn', base + n * 1000),
      at: new Date(base + n * 1000).toISOString(),
      name,
      typedDigest: null,
      typedLength: null,
      outcome: 'succeeded',
      reason: null,
      sessionId: 's1',
      device: '?',
      userAgent: '',
      address: '203.0.113.9',
      ...part,
    });
    const refused = { outcome: 'refused', sessionId: null } as const;
    const unknown = { name: null, typedDigest: 'abc', typedLength: 7, reason: 'unknown_user' } as const;
    const events = [
      eventOf(0, {}),
      eventOf(1, { ...refused, reason: 'wrong_password' }),
      eventOf(2, { ...refused, ...unknown }),
      eventOf(3, {}),
    ];
    for (const event of events) await signIns.add(event);
    const whole = { since: base, until: base + 3000 };
    const newest = events.toReversed();
    expect((await signIns.list(undefined, whole, undefined, 10)).rows).toEqual(newest);
    expect((await signIns.list(name, whole, undefined, 10)).rows).toEqual(
      newest.filter((event) => event.name === name),
    );
    const middle = { since: base + 1000, until: base + 2000 };
    expect((await signIns.list(undefined, middle, undefined, 10)).rows).toEqual(newest.slice(1, 3));
    const [first, second] = newest;
    const places = [
      { who: name, id: first?.id ?? '' },
      { who: '?abc', id: second?.id ?? '' },
    ];
    expect((await signIns.list(undefined, whole, places[0], 2)).rows).toEqual(newest.slice(1, 3));
    expect((await signIns.list(undefined, whole, places[1], 2)).rows).toEqual(newest.slice(2));
    expect((await signIns.list(name, whole, places[0], 1)).rows).toEqual([events[1]]);
  });
};
