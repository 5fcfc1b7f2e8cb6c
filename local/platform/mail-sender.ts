import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { clientConfig, type EmulatorAccess } from './aws.ts';

/** Who mails come from on one machine, where they go nowhere: the emulator keeps them at `/_ministack/ses/messages`. */
export const MAIL_SENDER = 'openscript@localhost.localdomain';

/** Makes the sender one that the emulator takes mail from; one that is there stays. */
export const verifySender = async (access: EmulatorAccess): Promise<void> => {
  const client = new SESv2Client(clientConfig(access));
  try {
    await client.send(new CreateEmailIdentityCommand({ EmailIdentity: MAIL_SENDER }));
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name !== 'AlreadyExistsException') throw thrown;
  } finally {
    client.destroy();
  }
};
