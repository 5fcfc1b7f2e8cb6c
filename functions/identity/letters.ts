import type { Letter } from '../mail/index.ts';
import { text } from '../platform/text.ts';

/** What a letter with a code says of it. */
interface Facts {
  readonly username: string;
  readonly code: string;
  readonly minutes: number;
}

const ignore = text(
  'If you did not ask for this, do nothing: without the code nothing changes.',
  '如果不是您本人操作，请忽略本邮件：没有验证码，任何设置都不会改变。',
);

/** A code with which somebody who has forgotten the password sets a new one. */
export const passwordLetter = ({ username, code, minutes }: Facts): Letter => ({
  subject: text('Code for a new password in OpenScript', 'OpenScript 重设密码验证码'),
  paragraphs: [
    text(
      `Somebody asked for a new password for the user ${username}. This code sets one within ${minutes} minutes. It works once; tell it to nobody.`,
      `有人为用户 ${username} 申请了重设密码。请在 ${minutes} 分钟内使用以下验证码，仅可使用一次，请勿告诉任何人。`,
    ),
    ignore,
  ],
  code,
});

/** A code that finishes a registration. */
export const activationLetter = ({ username, code, minutes }: Facts): Letter => ({
  subject: text('Code for your registration in OpenScript', 'OpenScript 注册验证码'),
  paragraphs: [
    text(
      `Somebody registers the user ${username} with this address. This code finishes it within ${minutes} minutes.`,
      `有人使用本邮箱注册用户 ${username}。请在 ${minutes} 分钟内使用以下验证码完成注册。`,
    ),
    ignore,
  ],
  code,
});
