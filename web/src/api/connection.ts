import { reactive } from 'vue';

export type ConnectionTrouble = 'offline' | 'unavailable';

/** What the banner says: whether requests fail for now and are being tried again. */
export const connection = reactive<{ trouble: ConnectionTrouble | undefined }>({ trouble: undefined });

/** A request got through. */
export const noteAnswer = (): void => {
  connection.trouble = undefined;
};

/** A request got no answer, or "not now"; it will be sent again. */
export const noteTrouble = (trouble: ConnectionTrouble): void => {
  connection.trouble = trouble;
};

window.addEventListener('online', noteAnswer);
window.addEventListener('offline', () => noteTrouble('offline'));
