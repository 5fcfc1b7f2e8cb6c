/** The PDF reader's worker, as one of our own files so that it is built, hashed and served like them. */
import 'pdfjs-dist/build/pdf.worker.mjs';
