/** `npm start`: builds the app if needed and serves it; prints the address. */
import { buildIfStale, serveSite } from './site.ts';

await buildIfStale();
const site = await serveSite();
console.log(`ECG Pair Studio is running at ${site.url.replace(/\/$/u, '')}  (Ctrl+C ends it)`);
