import { text } from '../platform/text.ts';
import type { Letter } from './letter.ts';

/** What a letter offers to go on with: a code to type in, and where the console is known a link that holds it. */
export interface Means {
  readonly code: string;
  readonly link: string | undefined;
}

const meansOf = ({ code, link }: Means): Pick<Letter, 'code' | 'link'> => ({
  code,
  ...(link === undefined ? {} : { link }),
});

const ignore = text('If you did not expect this mail, do nothing.', '如果您没有预料到这封邮件，请忽略它。');

/** An account that an administrator made for somebody, who sets the password. `hours`: how long the code is good. */
export const invitationLetter = (
  facts: { readonly inviter: string; readonly username: string; readonly hours: number },
  means: Means,
): Letter => ({
  subject: text('Your account in OpenScript', '您的 OpenScript 账号'),
  paragraphs: [
    text(
      `${facts.inviter} made an account for you. Your user name is ${facts.username}.`,
      `${facts.inviter} 为您创建了账号，用户名为 ${facts.username}。`,
    ),
    text(
      `Set your password within ${facts.hours} hours: open the link, or choose "I have an invitation" where one signs in, and give this code. It works once.`,
      `请在 ${facts.hours} 小时内设置密码：打开链接，或在登录页选择“我有邀请码”并输入以下邀请码。邀请码只能使用一次。`,
    ),
    ignore,
  ],
  ...meansOf(means),
});
