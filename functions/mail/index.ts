/** What the other domains may use to write to people. */
export type { Letter } from './letter.ts';
export type { Mailer } from './mailer.ts';
export { noSender, openMailer } from './open-mailer.ts';
export { invitationLetter } from './templates.ts';
