// How a day's visits spread over its hours, by what people come for. Weights, midnight first.

const CURVES = {
  breakfast: '0 0 0 0 0 2 10 14 9 5 3 3 3 2 0 0 0 0 0 0 0 0 0 0',
  meals: '1 0 0 0 0 0 2 4 3 2 4 11 14 8 3 2 3 8 14 11 6 3 1 1',
  shopping: '1 0 0 0 0 0 1 3 6 8 9 7 4 4 6 7 8 9 8 6 3 2 1 1',
  office: '0 0 0 0 0 0 1 5 11 12 9 5 2 4 9 9 8 6 3 1 1 0 0 0',
  evening: '2 1 1 0 0 0 1 2 4 5 6 6 6 5 5 5 7 10 12 10 8 5 4 3',
  gate: '0 0 0 0 0 3 14 10 4 3 3 2 4 8 5 3 2 4 6 3 1 1 0 0',
} as const

export type CurveName = keyof typeof CURVES

/** 24 weights. */
export const curve = (name: CurveName): number[] => CURVES[name].split(' ').map(Number)
