// What `cloudflare:workers` has, for a test that runs outside of workerd and needs none of it.
export class DurableObject {}
export const env = {}
