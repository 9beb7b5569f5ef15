// Words of a pledge whose health answers were deleted by rule.

export const zh = {
  'kept.answers_gone': '健康回答已于 {date}按规定删除，承诺本身不受影响。',
  'kept.unchanged': '留下的内容与签署时一字不差',
} as const

export const en = {
  'kept.answers_gone':
    'The health answers were deleted on {date}, as promised; the pledge itself stands.',
  'kept.unchanged': 'What is left is exactly as it was signed',
} satisfies Record<keyof typeof zh, string>
