import { type Text, text, verbatim } from '../platform/text.ts';

/** The messengers that the bridge makes an OpenID provider of. */
export const messengers = ['wecom', 'dingtalk', 'feishu'] as const;
export type Messenger = (typeof messengers)[number];

const messengerLabels: Readonly<Record<Messenger, Text>> = {
  wecom: text('WeCom', '企业微信'),
  dingtalk: text('DingTalk', '钉钉'),
  feishu: text('Feishu', '飞书'),
};

/** A provider that the stage offers. */
export interface SignInProvider {
  readonly id: string;
  readonly kind: 'oidc' | Messenger;
  readonly label: Text;
}

export const isMessenger = (id: string): id is Messenger => messengers.some((name) => name === id);

/** Reads `corp=Company account|feishu=`: what is between two bars and empty is a place that the stage does not use. */
export const parseProviders = (words: string): readonly SignInProvider[] =>
  words.split('|').flatMap((entry): SignInProvider[] => {
    const [id = '', ...label] = entry.split('=');
    if (id === '') return [];
    if (isMessenger(id)) return [{ id, kind: id, label: messengerLabels[id] }];
    return [{ id, kind: 'oidc', label: verbatim(label.join('=') || id) }];
  });
