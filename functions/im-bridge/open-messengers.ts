import type * as z from 'zod';
import { loadOnce } from '../platform/deferred.ts';
import { readSecretOnce } from '../platform/secret.ts';
import { callMessenger } from './call-messenger.ts';
import type { MessengerId } from './contract.ts';
import { makeDingtalk } from './dingtalk.ts';
import { dingtalkAppSchema } from './dingtalk-protocol.ts';
import type { ImBridgeEnvironment } from './environment.ts';
import { makeFeishu } from './feishu.ts';
import { feishuAppSchema } from './feishu-protocol.ts';
import type { Messenger } from './messenger.ts';
import { makeWecom } from './wecom.ts';
import { wecomAppSchema } from './wecom-protocol.ts';

/** The app's settings, read when they are first needed; a fault names the fields, never the values. */
const appOf = <Schema extends z.ZodType>(arn: string, schema: Schema): (() => Promise<z.output<Schema>>) => {
  const read = readSecretOnce(arn);
  return loadOnce(async () => {
    const parsed = schema.safeParse(jsonOf(await read()));
    if (parsed.success) return parsed.data;
    const fields = parsed.error.issues.map(({ path }) => path.join('.'));
    throw new Error(`the secret of a messenger's app is not complete: ${fields.join(', ')}`);
  });
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The messengers that the stage offers, at their own hosts, or all at one server of this machine in a test. */
export const openMessengers = (
  config: ImBridgeEnvironment,
  now: () => number,
): Readonly<Partial<Record<MessengerId, Messenger>>> => {
  const call = callMessenger;
  const base = config.IM_BASE_URL.replace(/\/$/, '');
  const elsewhere = base === '' ? {} : { hosts: { login: base, api: base } };
  const { WECOM_SECRET_ARN, DINGTALK_SECRET_ARN, FEISHU_SECRET_ARN } = config;
  return {
    ...(WECOM_SECRET_ARN === ''
      ? {}
      : { wecom: makeWecom({ app: appOf(WECOM_SECRET_ARN, wecomAppSchema), call, now, ...elsewhere }) }),
    ...(DINGTALK_SECRET_ARN === ''
      ? {}
      : {
          dingtalk: makeDingtalk({ app: appOf(DINGTALK_SECRET_ARN, dingtalkAppSchema), call, ...elsewhere }),
        }),
    ...(FEISHU_SECRET_ARN === ''
      ? {}
      : { feishu: makeFeishu({ app: appOf(FEISHU_SECRET_ARN, feishuAppSchema), call, ...elsewhere }) }),
  };
};
