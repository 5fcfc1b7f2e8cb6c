/** The little that the tests use of `oidc-provider`, which brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  interface Context {
    readonly oidc: {
      readonly client?: { readonly clientId: string };
      readonly session?: { readonly accountId?: string };
      readonly provider: { readonly Grant: new (of: { clientId: string; accountId: string }) => Grant };
    };
  }
  interface Settings {
    readonly [setting: string]: unknown;
    readonly interactions: { url(context: Context, interaction: { readonly uid: string }): string };
    findAccount(
      context: Context,
      id: string,
    ): { readonly accountId: string; claims(): Promise<Readonly<Record<string, unknown>>> };
    loadExistingGrant(context: Context): Promise<Grant>;
  }
  export const errors: { readonly SessionNotFound: new () => Error };
  export class Provider {
    constructor(issuer: string, settings: Settings);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
      options: { readonly mergeWithLastSubmission: boolean },
    ): Promise<void>;
  }
}
