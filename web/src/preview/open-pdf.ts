import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist';

/** The pages of an opened document. */
export interface PdfPages {
  readonly count: number;
  /** Draws page `number` (from 1) and answers its text, for those who cannot see it. */
  draw(number: number, canvas: HTMLCanvasElement, scale: number): Promise<string>;
  close(): void;
}

/**
 * Opens a PDF. Pages are only drawn: no annotations, forms, attachments or scripts; no WebAssembly, which the
 * security policy forbids.
 */
export const openPdf = async (data: Uint8Array): Promise<PdfPages> => {
  GlobalWorkerOptions.workerPort ??= new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    type: 'module',
  });
  const task = getDocument({
    data,
    cMapUrl: '/pdf/cmaps/',
    cMapPacked: true,
    standardFontDataUrl: '/pdf/standard_fonts/',
    enableXfa: false,
    useWasm: false,
    stopAtErrors: false,
  });
  const document = await task.promise;
  return {
    count: document.numPages,
    draw: async (number, canvas, scale) => {
      const page = await document.getPage(number);
      const viewport = page.getViewport({ scale });
      canvas.width = Math.ceil(viewport.width);
      canvas.height = Math.ceil(viewport.height);
      await page.render({ canvas, viewport, annotationMode: 0 }).promise;
      const { items } = await page.getTextContent();
      return items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .slice(0, 2000);
    },
    close: () => void task.destroy(),
  };
};
