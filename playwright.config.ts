import { defineConfig } from '@playwright/test';

/** The main job in a real browser, over the web host; one at a time, since each starts a whole application. */
export default defineConfig({
  testDir: 'scripts/e2e',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 1,
  forbidOnly: true,
  retries: 0,
  outputDir: '.setup/playwright',
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    // The window speaks the browser's language until one is set.
    locale: 'hr-HR',
    trace: 'off',
    launchOptions: {
      ...(process.env.SOVA_CHROMIUM ? { executablePath: process.env.SOVA_CHROMIUM } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    },
  },
});
