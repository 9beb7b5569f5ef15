// The data centre's own cache, which the browser's typings do not know.

export const edgeCache = (): Cache => (caches as unknown as { default: Cache }).default
