import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import { invitationLetter, openMailer } from '../../../functions/mail/index.ts';
import { layOut } from '../../../functions/mail/letter.ts';
import { makeSendBySes } from '../../../functions/mail/send-by-ses.ts';

const facts = { inviter: 'ann', username: 'wang.fang', hours: 72 };
const means = { code: 'CODE-1', link: 'https://console.example/invitation#CODE-1' };

describe('a letter', () => {
  test('says the same in both languages, the given one first, with code and link in between', () => {
    const { subject, text, html } = layOut(invitationLetter(facts, means), 'zh-CN');
    expect(subject).toBe('您的 OpenScript 账号 / Your account in OpenScript');
    for (const part of ['wang.fang', 'CODE-1', means.link]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
    const order = ['72 小时', 'CODE-1', means.link, '72 hours'].map((part) => text.indexOf(part));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
  });

  test('has no link where the stage does not know the console', () => {
    const { text, html } = layOut(invitationLetter(facts, { code: 'CODE-1', link: undefined }), 'en');
    expect(text).toContain('CODE-1');
    expect(`${text}${html}`).not.toMatch(/href|https?:/);
  });

  test('keeps what people call themselves from being markup or another header', () => {
    const spoilt = { ...facts, inviter: '<img src=x>"&\'' };
    const { html } = layOut(invitationLetter(spoilt, means), 'en');
    expect(html).not.toContain('<img');
    expect(html).toContain('&#60;img src=x&#62;&#34;&#38;&#39;');
    const letter = { subject: { en: 'a\r\nBcc: b@c', 'zh-CN': 'c' }, paragraphs: [] };
    expect(layOut(letter, 'en').subject).toBe('a Bcc: b@c / c');
  });
});

describe('sending', () => {
  const failing = (name: string) =>
    ({
      send: async () => {
        throw Object.assign(new Error('no'), { name });
      },
    }) as unknown as SESv2Client;
  const letter = invitationLetter(facts, means);

  test.each([
    ['MessageRejected', 40901],
    ['BadRequestException', 40901],
    ['SendingPausedException', 50301],
  ])('what SES calls %s is %i', async (name, code) => {
    const send = makeSendBySes('sender@example.com', failing(name));
    await expect(send('a@example.com', letter, 'en')).rejects.toMatchObject({ code });
  });

  test('a stage without a sender says what to set', async () => {
    const mailer = openMailer({ MAIL_SENDER: '', CONSOLE_URL: '' });
    expect(mailer.ready).toBe(false);
    expect(mailer.linkTo('/invitation')).toBeUndefined();
    const refusal = mailer.send('a@example.com', letter, 'en');
    await expect(refusal).rejects.toMatchObject({ code: 40901 });
    await expect(refusal).rejects.toThrow('MailSender');
  });

  test('links start where the console is', () => {
    const mailer = openMailer({ MAIL_SENDER: 'a@example.com', CONSOLE_URL: 'https://console.example/' });
    expect(mailer.linkTo('/invitation#1')).toBe('https://console.example/invitation#1');
  });
});
