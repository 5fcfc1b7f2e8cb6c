/** The store refused the bytes, or did not answer (status 0). */
export class PutFailure extends Error {
  override readonly name = 'PutFailure';
  readonly status: number;
  constructor(status: number) {
    super(`upload answered ${status}`);
    this.status = status;
  }
}

/** Sends a file to its presigned URL. `fetch` cannot report how much is sent; XMLHttpRequest can. */
export const putFile = (
  file: File,
  target: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', target.url);
    for (const [name, value] of Object.entries(target.headers)) {
      // The browser sets these itself and refuses to be told.
      if (!/^(host|content-length)$/i.test(name)) request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded }) =>
      onProgress(file.size === 0 ? 1 : Math.min(1, loaded / file.size));
    request.onload = () => (request.status < 300 ? resolve() : reject(new PutFailure(request.status)));
    request.onerror = () => reject(new PutFailure(0));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
