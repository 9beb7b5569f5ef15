// Words of the rules page. The rules themselves are data, in the rulebook.

export const zh = {
  'rules.title': '现行防控规定',
} as const

export const en = {
  'rules.title': 'Rules in force',
} satisfies Record<keyof typeof zh, string>
