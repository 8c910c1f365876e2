/** The page in a real browser: the production build, served as `npm start` serves it, on software WebGPU where asked. */
import { defineConfig } from 'playwright/test';
import { chromeArguments, ensureChrome } from '../tools/chrome.ts';

const PORT = 4273;

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // The worker may be measuring the computer first, and `npm test` runs other stages beside these.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  workers: 1,
  reporter: [['list'], ['json']],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    // Keeping the page is tested where it is meant; elsewhere it would only take time.
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: ensureChrome(),
      args: [...chromeArguments({ software: true }), '--enable-unsafe-swiftshader'],
    },
  },
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort --host localhost`,
    cwd: '..',
    port: PORT,
    reuseExistingServer: false,
  },
});
