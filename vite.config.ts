import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromeArguments, findChrome } from './tools/chrome.ts';
import { ISOLATION_HEADERS, SITE_HEADERS } from './src/offline/policy.ts';
import { offlineBuild } from './tools/offline-build.ts';
import { thirdParty } from './tools/third-party.ts';

export default defineConfig(() => {
  const executablePath = process.env['VITEST'] === undefined ? undefined : findChrome();
  const licences = thirdParty();
  return {
    // Relative addresses: the built site works in any folder of any static host.
    base: './',
    plugins: [react(), licences.page(), offlineBuild()],
    worker: { format: 'es' as const, plugins: () => [licences.worker()] },
    build: { target: 'es2023', chunkSizeWarningLimit: 1500 },
    server: { headers: ISOLATION_HEADERS },
    preview: { headers: SITE_HEADERS },
    // Otherwise a dependency found late reloads the page: in the middle of a test, or on the first visit to a step.
    optimizeDeps: {
      include: [
        '@tensorflow/tfjs',
        '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-layers',
        '@tensorflow/tfjs-backend-cpu',
        '@tensorflow/tfjs-backend-webgl',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js',
        '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js',
        '@tensorflow/tfjs-backend-webgpu',
        '@zip.js/zip.js/lib/zip-core-custom.js',
        'jszip',
        'papaparse',
        'pdfjs-dist',
        'pdfjs-dist/build/pdf.worker.min.mjs',
        'recharts',
      ],
    },
    test: {
      projects: [
        {
          extends: true as const,
          test: {
            name: 'unit',
            include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
            environment: 'node',
            // A process of its own for every file took as long again as the tests: modules are shared, and a file that
            // replaces one (`vi.mock`) resets them before and after.
            isolate: false,
            // Other programs may be busy.
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
        {
          extends: true as const,
          test: {
            name: 'browser',
            include: ['src/**/*.browser.ts'],
            testTimeout: 120_000,
            hookTimeout: 120_000,
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
