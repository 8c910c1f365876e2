import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromeArguments, findChrome } from './tools/chrome.ts';

// Cross-origin isolation gives the WebAssembly backend its threads.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig(() => {
  const executablePath = process.env['VITEST'] === undefined ? undefined : findChrome();
  return {
    // Relative addresses: the built site works in any folder of any static host.
    base: './',
    plugins: [react()],
    worker: { format: 'es' as const },
    build: { target: 'es2023', chunkSizeWarningLimit: 1500 },
    server: { headers: isolation },
    test: {
      projects: [
        {
          extends: true as const,
          test: { name: 'unit', include: ['src/**/*.test.ts', 'tools/**/*.test.ts'], environment: 'node' },
        },
        {
          extends: true as const,
          // Otherwise a dependency found late reloads the page in the middle of a test.
          optimizeDeps: {
            include: [
              '@tensorflow/tfjs',
              '@tensorflow/tfjs-core',
              '@tensorflow/tfjs-backend-cpu',
              '@tensorflow/tfjs-backend-webgl',
              '@tensorflow/tfjs-backend-wasm',
              '@tensorflow/tfjs-backend-webgpu',
            ],
          },
          test: {
            name: 'browser',
            include: ['src/**/*.browser.ts'],
            testTimeout: 120_000,
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              instances: [{ browser: 'chromium' as const }],
              provider: playwright({
                launchOptions: {
                  args: chromeArguments({ software: true }),
                  ...(executablePath === undefined ? {} : { executablePath }),
                },
              }),
            },
          },
        },
      ],
    },
  };
});
