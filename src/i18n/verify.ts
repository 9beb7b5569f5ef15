// Words of the public check of a pledge.

export const zh = {
  'verify.title': '承诺书 {no} 核验',
  'verify.unknown': '没有这份承诺书',
  'verify.unknown_text': '编号写法没有错，但本镇没有这份承诺书，或者它被替换、撤销后已到期删除。',
  'verify.mistyped_text': '编号有误，请对照承诺卡再输一次。',
  'verify.ask_new': '请本人出示新的承诺卡，或重新签署。',
  'verify.form': '核验承诺书',
  'verify.check': '核验',
} as const

export const en = {
  'verify.title': 'Pledge {no}',
  'verify.unknown': 'There is no such pledge',
  'verify.unknown_text':
    'The number is well formed, but no such pledge is held here; one replaced or withdrawn is deleted after a time.',
  'verify.mistyped_text': 'That number is mistyped; check the card.',
  'verify.ask_new': 'Ask the person for the current card, or to sign again.',
  'verify.form': 'Check a pledge',
  'verify.check': 'Check',
} satisfies Record<keyof typeof zh, string>
