/** The part of pdf.js that parses, in a worker of its own: it can be ended when a file keeps it busy. */
import 'pdfjs-dist/build/pdf.worker.min.mjs';
