import { EventEmitter } from 'node:events';

/** Docker's stream numbers. */
export type StreamNumber = 1 | 2;

interface Frame {
  readonly stream: StreamNumber;
  readonly text: Buffer;
}

/** The runner says little (a run's log does not pass here); what is more than this is cut from the front. */
const KEPT_BYTES = 1024 * 1024;

/** What a task's supervisor wrote, for those who read it now and those who come later. */
export class TaskLog {
  readonly #frames: Frame[] = [];
  readonly #events = new EventEmitter<{ frame: [Frame]; end: [] }>().setMaxListeners(0);
  #bytes = 0;
  #ended = false;

  write(stream: StreamNumber, text: Buffer): void {
    const frame = { stream, text };
    this.#frames.push(frame);
    this.#bytes += text.length;
    while (this.#bytes > KEPT_BYTES && this.#frames.length > 1)
      this.#bytes -= this.#frames.shift()?.text.length ?? 0;
    this.#events.emit('frame', frame);
  }

  end(): void {
    this.#ended = true;
    this.#events.emit('end');
  }

  /** Hands over what there is and, while `follow` holds, what comes, until the end. */
  read(follow: boolean, onText: (stream: StreamNumber, text: Buffer) => void, onEnd: () => void): () => void {
    for (const { stream, text } of this.#frames) onText(stream, text);
    if (this.#ended || !follow) {
      onEnd();
      return () => {};
    }
    const onFrame = ({ stream, text }: Frame): void => onText(stream, text);
    this.#events.on('frame', onFrame);
    this.#events.once('end', onEnd);
    return () => {
      this.#events.off('frame', onFrame);
      this.#events.off('end', onEnd);
    };
  }
}
