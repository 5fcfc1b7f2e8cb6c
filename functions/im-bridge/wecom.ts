import { makeAppToken } from './app-token.ts';
import { type CallMessenger, readAnswer } from './call-messenger.ts';
import { type Messenger, MessengerFault } from './messenger.ts';
import {
  isStaleToken,
  refuseWecomFault,
  type WecomApp,
  wecomAuthorizeUrl,
  wecomHosts,
  wecomMemberSchema,
  wecomSubject,
  wecomTokenSchema,
  wecomVisitorSchema,
} from './wecom-protocol.ts';

export interface WecomDependencies {
  readonly app: () => Promise<WecomApp>;
  readonly call: CallMessenger;
  readonly now: () => number;
  readonly hosts?: typeof wecomHosts;
}

/** WeCom. The app's token is asked for once and kept until it ends; a stale one is renewed once. */
export const makeWecom = ({ app, call, now, hosts = wecomHosts }: WecomDependencies): Messenger => {
  const appToken = makeAppToken(async () => {
    const { corp_id: corpid, corp_secret: corpsecret } = await app();
    const { body } = await call(
      `${hosts.api}/cgi-bin/gettoken?${new URLSearchParams({ corpid, corpsecret })}`,
    );
    refuseWecomFault(body);
    const { access_token: token, expires_in: seconds } = readAnswer(wecomTokenSchema, body);
    return { token, seconds };
  }, now);

  const ask = async (path: string, query: Record<string, string>): Promise<unknown> => {
    const once = async () => {
      const access_token = await appToken.get();
      return (await call(`${hosts.api}/cgi-bin/${path}?${new URLSearchParams({ access_token, ...query })}`))
        .body;
    };
    const body = await once();
    if (!isStaleToken(body)) return body;
    appToken.forget();
    return once();
  };

  /** Apps made since June 2022 may not be told names: then the id is all there is. */
  const memberOf = async (userid: string) => {
    const body = await ask('user/get', { userid });
    const member = wecomMemberSchema.safeParse(body);
    return member.success && member.data.errcode === 0 ? member.data : undefined;
  };

  return {
    authorizeUrl: async (redirectUri, state) =>
      wecomAuthorizeUrl(hosts.login, await app(), redirectUri, state),
    identify: async (code) => {
      const body = await ask('auth/getuserinfo', { code });
      refuseWecomFault(body);
      const { userid } = readAnswer(wecomVisitorSchema, body);
      if (userid === undefined)
        throw new MessengerFault('not_a_member', 'no_userid', 'not a member of the company');
      const member = await memberOf(userid);
      return {
        subject: wecomSubject(userid),
        name: member?.name ?? userid,
        email: member?.biz_mail || member?.email || null,
      };
    },
  };
};
