// Types of what the tests use of deploy.mjs.
export const SECRETS: string[]
export function deployRefusals(town: {
  vars: Record<string, unknown>
  databaseId: string
  secrets: string[] | null
  demoAccounts: number
  demoKeys: number
}): string[]
