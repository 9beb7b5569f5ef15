// Words of signing in, invitations and the people behind a place.

export const zh = {
  'account.sign_in': '登录',
} as const

export const en = {
  'account.sign_in': 'Sign in',
} satisfies Record<keyof typeof zh, string>
