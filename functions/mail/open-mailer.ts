import { deferredCall } from '../platform/deferred.ts';
import type { MailEnvironment } from '../platform/environment.ts';
import { type ApiError, conflict } from '../platform/errors.ts';
import { text } from '../platform/text.ts';
import type { Mailer } from './mailer.ts';

/** Why nothing is sent, and what to do. */
export const noSender = (): ApiError =>
  conflict(
    text(
      'this stage has no sender for mails: set the stack parameter MailSender to an address that is verified in SES',
      '本环境没有设置发件人：请将堆栈参数 MailSender 设为已在 SES 验证的邮箱地址',
    ),
  );

/** Mail through SES, as the stage's one sender. The client is loaded with the first letter. */
export const openMailer = ({ MAIL_SENDER: sender, CONSOLE_URL: base }: MailEnvironment): Mailer => {
  const send = deferredCall(async () => (await import('./send-by-ses.ts')).makeSendBySes(sender));
  return {
    ready: sender !== '',
    send: async (to, letter, language) => {
      if (sender === '') throw noSender();
      await send(to, letter, language);
    },
    linkTo: (path) => (base === '' ? undefined : `${base.replace(/\/$/, '')}${path}`),
  };
};
