/** Each messenger's adapter against a server that speaks its published protocol, with its errors. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callMessenger } from '../../../functions/im-bridge/call-messenger.ts';
import { makeDingtalk } from '../../../functions/im-bridge/dingtalk.ts';
import { makeFeishu } from '../../../functions/im-bridge/feishu.ts';
import type { Messenger } from '../../../functions/im-bridge/messenger.ts';
import { makeWecom } from '../../../functions/im-bridge/wecom.ts';
import { apps, COMPANY, type FakeMessengers, type Scanner, startFakeMessengers } from './fake-messengers.ts';

const back = 'https://console.example/api/v1/auth/bridge/x/callback';
const wang: Scanner = { id: 'WangFang', name: '王芳', email: 'wang.fang@example.com', company: COMPANY };

let fake: FakeMessengers;
let clock = 0;
beforeAll(async () => {
  fake = await startFakeMessengers();
});
afterAll(() => fake.stop());
beforeEach(() => {
  clock = Date.parse('2026-11-25T08:00:00Z');
  Object.assign(fake.state, { who: wang, busy: false, wecomSeconds: 7200 });
  fake.state.calls.length = 0;
});

type Name = keyof typeof apps;
/** Adapters as the function opens them, at the fake's address; `wrong` changes the app's secret. */
const open = (name: Name, wrong = false, base = fake.url): Messenger => {
  const hosts = { login: base, api: base };
  const call = callMessenger;
  switch (name) {
    case 'wecom':
      return makeWecom({
        app: async () => ({ ...apps.wecom, ...(wrong ? { corp_secret: 'wrong' } : {}) }),
        call,
        now: () => clock,
        hosts,
      });
    case 'dingtalk':
      return makeDingtalk({
        app: async () => ({ ...apps.dingtalk, ...(wrong ? { client_secret: 'wrong' } : {}) }),
        call,
        hosts,
      });
    case 'feishu':
      return makeFeishu({
        app: async () => ({ ...apps.feishu, ...(wrong ? { app_secret: 'wrong' } : {}) }),
        call,
        hosts,
      });
  }
};
const names: Name[] = ['wecom', 'dingtalk', 'feishu'];
const kind = async (asked: Promise<unknown>) =>
  asked.then(
    () => 'no fault',
    (fault: { kind?: string }) => fault.kind,
  );

describe.each(names)('%s', (name) => {
  it('sends the browser to its page, which sends it back with a code', async () => {
    const page = await open(name).authorizeUrl(back, 'abc123');
    const response = await fetch(page, { redirect: 'manual' });
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.href.startsWith(back)).toBe(true);
    expect(location.searchParams.get('state')).toBe('abc123');
    const code = location.searchParams.get('code') ?? location.searchParams.get('authCode') ?? '';
    expect(await open(name).identify(code, back)).toEqual({
      subject: name === 'wecom' ? 'wangfang' : 'WangFang',
      name: '王芳',
      email: 'wang.fang@example.com',
    });
  });

  it('takes a code once, and none that is unknown or too old', async () => {
    const messenger = open(name);
    const code = fake.issueCode(wang);
    await messenger.identify(code, back);
    expect(await kind(messenger.identify(code, back))).toBe('code_rejected');
    expect(await kind(messenger.identify('unknown', back))).toBe('code_rejected');
    const old = fake.issueCode(wang);
    fake.age(old);
    expect(await kind(messenger.identify(old, back))).toBe('code_rejected');
  });

  it('says when the app’s secret is wrong', async () => {
    expect(await kind(open(name, true).identify(fake.issueCode(wang), back))).toBe('app_rejected');
  });

  it('lets nobody in who is not of the company', async () => {
    const stranger = fake.issueCode({ ...wang, company: 'another company' });
    expect(await kind(open(name).identify(stranger, back))).toBe('not_a_member');
  });

  it('says when it is asked too often, and when it does not answer', async () => {
    fake.state.busy = true;
    expect(await kind(open(name).identify(fake.issueCode(wang), back))).toBe('rate_limited');
    const nobody = 'http://127.0.0.1:9';
    expect(await kind(open(name, false, nobody).identify('code', back))).toBe('unavailable');
  });

  it('puts no secret into what it says of a fault', async () => {
    const nobody = open(name, true, 'http://127.0.0.1:9').identify('a-code', back);
    const fault = await nobody.catch(
      (thrown: Error) => `${thrown.message} ${String(thrown.cause)} ${thrown.stack}`,
    );
    expect(fault).not.toMatch(/wrong|a-code|corpsecret/);
  });
});

describe('WeCom’s token of the app', () => {
  const asked = () => fake.state.calls.filter((path) => path === '/cgi-bin/gettoken').length;

  it('is fetched once and kept until shortly before it ends', async () => {
    const wecom = open('wecom');
    await Promise.all([
      wecom.identify(fake.issueCode(wang), back),
      wecom.identify(fake.issueCode(wang), back),
    ]);
    clock += 7000 * 1000;
    await wecom.identify(fake.issueCode(wang), back);
    expect(asked()).toBe(1);
    clock += 100 * 1000;
    await wecom.identify(fake.issueCode(wang), back);
    expect(asked()).toBe(2);
  });

  it('is renewed once when WeCom has ended it early', async () => {
    const wecom = open('wecom');
    await wecom.identify(fake.issueCode(wang), back);
    fake.endTokens();
    expect((await wecom.identify(fake.issueCode(wang), back)).subject).toBe('wangfang');
    expect(asked()).toBe(2);
  });

  it('is not kept when it could not be had', async () => {
    const wecom = open('wecom');
    fake.state.busy = true;
    expect(await kind(wecom.identify(fake.issueCode(wang), back))).toBe('rate_limited');
    fake.state.busy = false;
    expect((await wecom.identify(fake.issueCode(wang), back)).name).toBe('王芳');
  });
});

it('Feishu says that somebody may not use the app', async () => {
  const barred = fake.issueCode({ ...wang, company: 'nobody' });
  expect(await kind(open('feishu').identify(barred, back))).toBe('not_a_member');
});

it('DingTalk is asked for which company somebody signs in', async () => {
  await fetch(await open('dingtalk').authorizeUrl(back, 's'), { redirect: 'manual' });
  expect(fake.state.dingtalkQuery?.get('scope')).toBe('openid corpid');
});
