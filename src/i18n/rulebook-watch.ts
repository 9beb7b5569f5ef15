// What the page of return rules says of observation and documents.

export const zh = {
  'rules.watch.title': '隔离观察',
  'rules.watch.times': '早、晚测温，最晚',
  'rules.watch.symptoms': '每次问的症状',
  'rules.watch.reasons': '干部开始观察的理由',
  'rules.watch.checks': '抽查在位',
  'rules.watch.checks_n': '每天 {n} 次',
  'rules.watch.keep': '解除以后',
  'rules.watch.days': '观察期',
  'rules.watch.days_n':
    '返岗规定没写天数的 {usual} 天；最多早 {begunWithin} 天补开；最长 {longest} 天',
  'rules.watch.keep_n': '体温、行程再留 {n} 天，以后只留次数',
  'rules.watch.papers': '要看的证件、证明',
  'rules.watch.papers_note':
    '只记看过：谁看的、哪天、有效期到哪天；不记号码，不留复印件（无法扫码的见下）。',
  'rules.watch.copies': '无法扫码人员的证明副本',
  'rules.watch.copies_of': '可以拍照留存的',
  'rules.watch.copies_why': '无法扫码的理由',
  'rules.watch.copies_keep': '留存',
  'rules.watch.copies_keep_n': '加密保存 {n} 天，证明先到期的按到期日；随后删除',
} as const

export const en: Record<keyof typeof zh, string> = {
  'rules.watch.title': 'Observation',
  'rules.watch.times': 'Morning and evening reading by',
  'rules.watch.symptoms': 'Symptoms asked each time',
  'rules.watch.reasons': 'Why an officer begins one',
  'rules.watch.checks': 'Spot checks',
  'rules.watch.checks_n': '{n} a day',
  'rules.watch.keep': 'After release',
  'rules.watch.days': 'Days',
  'rules.watch.days_n':
    '{usual} where the return rule has none; opened up to {begunWithin} days after it began; {longest} at most',
  'rules.watch.keep_n': 'readings and travel stay {n} days, then only counts',
  'rules.watch.papers': 'Documents looked at',
  'rules.watch.papers_note':
    'Only that it was seen: by whom, when, valid until. No number, no copy, but for people who cannot be scanned (below).',
  'rules.watch.copies': 'Copies for people who cannot be scanned',
  'rules.watch.copies_of': 'May be photographed',
  'rules.watch.copies_why': 'Why they cannot be scanned',
  'rules.watch.copies_keep': 'Kept',
  'rules.watch.copies_keep_n':
    'encrypted, {n} days, or until the document ends if that is earlier; then erased',
}
