import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { conflict, unavailable } from '../platform/errors.ts';
import { isAwsError } from '../platform/failures.ts';
import { type Language, text } from '../platform/text.ts';
import { type Letter, layOut } from './letter.ts';

const connect = (): SESv2Client =>
  new SESv2Client({ requestHandler: { connectionTimeout: 1000, requestTimeout: 5000 } });

/** What SES says when it will not send for this account at all for now. */
const switchedOff = [
  'AccountSuspendedException',
  'SendingPausedException',
  'MailFromDomainNotVerifiedException',
];

/** Sends one letter by Amazon SES. */
export const makeSendBySes =
  (sender: string, client: Pick<SESv2Client, 'send'> = connect()) =>
  async (to: string, letter: Letter, language: Language): Promise<void> => {
    const { subject, text: plain, html } = layOut(letter, language);
    const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
    try {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: sender,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(plain), Html: utf8(html) } } },
        }),
      );
    } catch (thrown) {
      if (switchedOff.some((name) => isAwsError(thrown, name))) throw unavailable(thrown);
      if (isAwsError(thrown, 'MessageRejected') || isAwsError(thrown, 'BadRequestException'))
        throw conflict(
          text(
            'the mail service does not send to this address: check it, and whether SES is still in its sandbox',
            '邮件服务拒绝向该地址发送：请检查地址，并确认 SES 是否仍处于沙盒模式',
          ),
        );
      throw thrown;
    }
  };
