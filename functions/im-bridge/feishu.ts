import { type CallMessenger, readAnswer } from './call-messenger.ts';
import {
  type FeishuApp,
  feishuAuthorizeUrl,
  feishuHosts,
  feishuTokenRequest,
  feishuTokenSchema,
  feishuUserSchema,
  refuseFeishuFault,
} from './feishu-protocol.ts';
import { type Messenger, MessengerFault } from './messenger.ts';

export interface FeishuDependencies {
  readonly app: () => Promise<FeishuApp>;
  readonly call: CallMessenger;
  readonly hosts?: typeof feishuHosts;
}

/** Feishu. The code buys a token of the user's, which is used once and forgotten. */
export const makeFeishu = ({ app, call, hosts = feishuHosts }: FeishuDependencies): Messenger => ({
  authorizeUrl: async (redirectUri, state) =>
    feishuAuthorizeUrl(hosts.login, await app(), redirectUri, state),
  identify: async (code, redirectUri) => {
    const company = await app();
    const bought = await call(`${hosts.api}/open-apis/authen/v2/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(feishuTokenRequest(company, code, redirectUri)),
    });
    refuseFeishuFault(bought);
    const { access_token: token } = readAnswer(feishuTokenSchema, bought.body);
    const told = await call(`${hosts.api}/open-apis/authen/v1/user_info`, {
      headers: { authorization: `Bearer ${token}` },
    });
    refuseFeishuFault(told);
    const { data: user } = readAnswer(feishuUserSchema, told.body);
    if (user.tenant_key !== company.tenant_key)
      throw new MessengerFault('not_a_member', 'tenant_key', 'of another company');
    return {
      subject: user.union_id,
      name: user.name || null,
      email: user.enterprise_email || user.email || null,
    };
  },
});
