import { type CallMessenger, readAnswer } from './call-messenger.ts';
import {
  type DingtalkApp,
  dingtalkAuthorizeUrl,
  dingtalkHosts,
  dingtalkTokenRequest,
  dingtalkTokenSchema,
  dingtalkUserSchema,
  refuseDingtalkFault,
} from './dingtalk-protocol.ts';
import { type Messenger, MessengerFault } from './messenger.ts';

export interface DingtalkDependencies {
  readonly app: () => Promise<DingtalkApp>;
  readonly call: CallMessenger;
  readonly hosts?: typeof dingtalkHosts;
}

/** DingTalk. The code buys a token of the user's, which is used once and forgotten. */
export const makeDingtalk = ({ app, call, hosts = dingtalkHosts }: DingtalkDependencies): Messenger => ({
  authorizeUrl: async (redirectUri, state) =>
    dingtalkAuthorizeUrl(hosts.login, await app(), redirectUri, state),
  identify: async (code) => {
    const company = await app();
    const bought = await call(`${hosts.api}/v1.0/oauth2/userAccessToken`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(dingtalkTokenRequest(company, code)),
    });
    refuseDingtalkFault(bought);
    const { accessToken, corpId } = readAnswer(dingtalkTokenSchema, bought.body);
    if (corpId !== company.corp_id)
      throw new MessengerFault('not_a_member', 'corp_id', 'signed in for another company, or for none');
    const told = await call(`${hosts.api}/v1.0/contact/users/me`, {
      headers: { 'x-acs-dingtalk-access-token': accessToken },
    });
    refuseDingtalkFault(told);
    const { unionId, nick, email } = readAnswer(dingtalkUserSchema, told.body);
    return { subject: unionId, name: nick || null, email: email || null };
  },
});
