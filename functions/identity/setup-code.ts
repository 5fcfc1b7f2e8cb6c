import { createHash, timingSafeEqual } from 'node:crypto';
import { invalidField } from '../platform/errors.ts';
import { text } from '../platform/text.ts';

/** Lets pass who knows the code that the deployment made; throws 40001 otherwise. */
export type CheckSetupCode = (given: string | undefined) => Promise<void>;

const digest = (code: string): Buffer => createHash('sha256').update(code).digest();

/** Compares in constant time. `secret` reads the code; undefined where none is needed. */
export const makeCheckSetupCode =
  (secret: (() => Promise<string>) | undefined): CheckSetupCode =>
  async (given) => {
    if (secret === undefined) return;
    if (given === undefined)
      throw invalidField(
        'setup_code',
        text('is missing: whoever deployed the platform has it', '缺少初始化码，请向部署人员索取'),
      );
    if (!timingSafeEqual(digest(given.trim()), digest(await secret())))
      throw invalidField(
        'setup_code',
        text('is not the code that the deployment made', '与部署时生成的初始化码不一致'),
      );
  };
