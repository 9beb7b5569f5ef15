import { resolve } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const secret = 'A'.repeat(43)

/** One town, one browser and one process for all files, one file at a time: they share two cores. */
const inBrowser = {
  environment: 'node',
  isolate: false,
  globalSetup: ['test/support/served-town.ts'],
  setupFiles: ['test/support/texts.ts'],
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/*.test.ts', 'test/unit/**/*.test.ts'],
          environment: 'node',
          setupFiles: ['test/support/texts.ts'],
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                MIGRATIONS: await readD1Migrations('migrations'),
                COOKIE_KEY: secret,
                TOWN_SECRET: secret,
                FIELD_KEY: secret,
                INDEX_KEY: secret,
                PEPPER: secret,
                DEMO: '1',
                LONG: process.env.LONG ?? '',
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.{ts,tsx}'],
          // Starting workerd and reading 700 modules takes seconds, forgetting takes moments: files
          // share it, and fresh.ts, always first, takes away what the file before has left.
          isolate: false,
          setupFiles: ['test/support/fresh.ts', 'test/support/texts.ts'],
          sequence: { setupFiles: 'list' },
          // Browser tests run at its side.
          testTimeout: 20_000,
        },
      },
      { test: { ...inBrowser, name: 'e2e', include: ['test/e2e/**/*.test.ts'] } },
      {
        // One of these opens the app beside a local D1, without a Worker around it.
        resolve: { alias: { 'cloudflare:workers': resolve('test/support/outside-workers.ts') } },
        test: { ...inBrowser, name: 'prove', include: ['test/prove/**/*.test.ts'] },
      },
    ],
  },
})
