/** How the platform's own programs reach the emulator; the names are those that the AWS SDKs and the CDK read. */
export interface EmulatorAccess {
  readonly endpoint: string;
  readonly secret: string;
}

export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';
const ACCESS_KEY = 'test';

/** Configuration of an SDK client. */
export const clientConfig = ({ endpoint, secret }: EmulatorAccess) => ({
  endpoint,
  region: REGION,
  credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: secret },
});

/** The environment of a program that uses AWS: it must never find the user's own profile or credentials. */
export const awsEnvironment = ({ endpoint, secret }: EmulatorAccess): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: ACCESS_KEY,
  AWS_SECRET_ACCESS_KEY: secret,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});
