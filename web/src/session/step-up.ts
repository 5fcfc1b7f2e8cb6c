import { ref } from 'vue';

/** Whether the dialog is open that asks once more who is here; the shell shows it. */
export const asking = ref(false);

let answering: ((confirmed: boolean) => void) | undefined;
let asked: Promise<boolean> | undefined;

/** Opens the dialog, once for however many requests wait for it; false when it was closed without an answer. */
export const askWhoIsHere = (): Promise<boolean> => {
  asked ??= new Promise((resolve) => {
    answering = resolve;
    asking.value = true;
  });
  return asked;
};

/** Closes the dialog. */
export const answerWhoIsHere = (confirmed: boolean): void => {
  asking.value = false;
  answering?.(confirmed);
  answering = undefined;
  asked = undefined;
};
