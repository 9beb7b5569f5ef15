// Words of a keeper's code for inspectors.

export const zh = {
  'pass.title': '迎检',
  'pass.lead':
    '检查人员来查台账时，生成一个迎检码给对方扫：{hours} 小时内可以看本场所的台账，到时自动失效。',
  'pass.make': '生成迎检码',
  'pass.again': '再生成一个',
  'pass.scan': '请检查人员扫这个码',
  'pass.qr_alt': '{name}的迎检码',
  'pass.until': '{time} 前有效',
  'pass.text':
    '对方只能看台账（员工体温、登记人次、消毒、物资），不能改，也看不到别的。台账里有员工姓名，请当面出示，不要转发。',
  'pass.list': '出示记录',
  'pass.state.live': '{time} 前有效',
  'pass.state.ended': '{time} 到期',
  'pass.state.revoked': '{time} 收回',
  'pass.never': '没有人打开过',
  'pass.opened': '打开过 {n} 次，最近一次 {time}',
  'pass.revoke': '收回',
  'pass.revoke_of': '收回 {time} 的迎检码',
  'pass.revoked': '已收回，这个码不能再看台账',
  'pass.many': '有效的迎检码太多了，请先收回不用的',
  'pass.key': '页面已过期，请重新打开后再提交',
  'pass.reading': '凭迎检码查看，只读，{time} 前有效。本页有员工姓名，请勿截图转发。',
  'pass.gone': '这个迎检码不能用了',
  'pass.gone_text':
    '可能已到期、已被收回，或者没有扫全。请负责人在“迎检”里重新生成一个，再扫一次。',
} as const

export const en = {
  'pass.title': 'For inspectors',
  'pass.lead':
    'When an inspector asks for the registers, make a code to scan: it opens the registers of this place for {hours} hours, then ends by itself.',
  'pass.make': 'Make a code',
  'pass.again': 'Make another',
  'pass.scan': 'Let the inspector scan this',
  'pass.qr_alt': 'Code for inspectors of {name}',
  'pass.until': 'Valid until {time}',
  'pass.text':
    'It opens the registers only (temperatures of staff, entries, disinfection, supplies), to read, and nothing else. They hold names of staff: show it in person, do not forward it.',
  'pass.list': 'Codes shown',
  'pass.state.live': 'valid until {time}',
  'pass.state.ended': 'ended {time}',
  'pass.state.revoked': 'taken back {time}',
  'pass.never': 'never opened',
  'pass.opened': 'opened {n} times, last {time}',
  'pass.revoke': 'Take back',
  'pass.revoke_of': 'Take back the code of {time}',
  'pass.revoked': 'Taken back; this code opens nothing any more',
  'pass.many': 'Too many codes are valid; take back those not needed',
  'pass.key': 'This page is out of date; open it again',
  'pass.reading':
    'Read-only, by a code for inspectors valid until {time}. This page holds names of staff; do not forward pictures of it.',
  'pass.gone': 'This code cannot be used',
  'pass.gone_text':
    'It may have ended, been taken back, or not been scanned whole. Ask the keeper to make a new one under “For inspectors”, then scan again.',
} satisfies Record<keyof typeof zh, string>
