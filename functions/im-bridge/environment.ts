import * as z from 'zod';
import { platformEnvironment } from '../platform/environment.ts';

const secretArn = z.string().default('');

/** ImBridgeApi. Its role needs: the table, and the secrets named here. */
export const imBridgeEnvironment = platformEnvironment.extend({
  /** Where people open the console, without a slash at the end: the issuers are below it. */
  CONSOLE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The user pool's domain; absent on one machine, where the gateway stands for it. */
  POOL_DOMAIN_URL: z.url({ protocol: /^https$/ }).optional(),
  /** The secret that the signing keys are derived from. */
  BRIDGE_KEY_SECRET_ARN: z.string().min(1),
  /** What the user pool proves itself with. */
  BRIDGE_CLIENT_SECRET_ARN: z.string().min(1),
  /** The company's app at each messenger (JSON, see docs/federation.md); empty: not offered. */
  WECOM_SECRET_ARN: secretArn,
  DINGTALK_SECRET_ARN: secretArn,
  FEISHU_SECRET_ARN: secretArn,
  /** Tests on one machine: a server on loopback that stands for all three messengers. */
  IM_BASE_URL: z.union([z.literal(''), z.url({ hostname: /^(localhost|127\.0\.0\.1)$/ })]).default(''),
});

export type ImBridgeEnvironment = z.output<typeof imBridgeEnvironment>;
