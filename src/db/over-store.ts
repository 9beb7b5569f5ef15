// Temperatures over the limit are a few of many: the index of them holds what no rulebook calls normal.

/** What the index `worker_temperatures_over` holds, in tenths of a degree. */
const INDEXED_OVER = 369

/** SQL beside “from this temperature”, so that the index serves; a lower limit reads whole days instead. */
export const overIndexed = (overFrom: number): string =>
  overFrom > INDEXED_OVER ? `AND temperature > ${INDEXED_OVER}` : ''
