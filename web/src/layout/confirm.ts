import { ref } from 'vue';

/** A question that stops a dangerous step. Texts are already in the reader's language. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly danger: boolean;
  readonly answer: (agreed: boolean) => void;
}

/** The question that is open now; the shell shows it. */
export const question = ref<Question | undefined>();

/** Asks and waits: true when the reader agrees. */
export const confirm = (words: {
  title: string;
  text: string;
  action: string;
  danger?: boolean;
}): Promise<boolean> =>
  new Promise((resolve) => {
    question.value = {
      danger: false,
      ...words,
      answer: (agreed) => {
        question.value = undefined;
        resolve(agreed);
      },
    };
  });
